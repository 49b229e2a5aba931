namespace Corpus;

public static partial class WrongOverloads
{
    [Task] public static void Do(int a) { } //! TT0002 TT1008
    [Task] public static void Do(string a, int b) { } //! TT0002 TT1008
}
