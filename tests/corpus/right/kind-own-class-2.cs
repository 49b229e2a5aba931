namespace Corpus;

public static partial class RightOwnClass2
{
    [Task] public static int Half(int number) => number / 2;
    [Task] public static int Times(int number, int factor) => number * factor;
    [Task] public static ISignature<int> Plan(int number) => Tasks.Half(Half(number));
}
