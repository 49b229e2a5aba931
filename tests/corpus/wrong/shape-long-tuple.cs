namespace Corpus;

public static partial class WrongLongTuple
{
    [Task] public static void Do(int a, int b, int c, int d, int e, int f, int g, int h) { } //! TT1008
}
