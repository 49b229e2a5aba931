namespace Corpus;

public static partial class Tasks //! TT0011
{
    [Task] public static void Do() { }
}
