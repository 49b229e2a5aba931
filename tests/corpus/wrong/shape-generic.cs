namespace Corpus;

public static partial class WrongGeneric
{
    [Task] public static void Do<T>(T value) { } //! TT0007
}
