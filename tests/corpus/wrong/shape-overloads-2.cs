namespace Corpus;

public static partial class WrongOverloads2
{
    [Task("x.y")] public static void Do(int a = 1) { }
    [Task] public static void Do(string a = "") { } //! TT0002
}
