namespace Corpus;

public static partial class WrongPrivate
{
    [Task] private static void Do() { } //! TT0006
}
