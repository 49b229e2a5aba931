namespace Corpus;

public static partial class WrongEqualForms
{
    [Task("x.a")] public static int Add(string text, int number) => text.Length + number; //! TT1008
    [Task("x.b")] public static int Add(int number = 1) => number;
}
