namespace Corpus;

public static partial class WrongSpan
{
    [Task] public static void Do(ReadOnlySpan<int> a) { } //! TT0003
}
