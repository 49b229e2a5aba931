namespace Corpus;

public static partial class WrongObject
{
    [Task] public static void Do(object value) { } //! TT2002
}
