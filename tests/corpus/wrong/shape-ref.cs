namespace Corpus;

public static partial class WrongRef
{
    [Task] public static void Do(ref int a) { } //! TT0003
}
