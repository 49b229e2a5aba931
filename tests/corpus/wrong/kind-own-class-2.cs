namespace Corpus;

public static partial class WrongOwnClass2
{
    [Task] public static int Half(int number) => number / 2;
    [Task] public static int Times(int number, int factor) => number * factor;
    [Task] public static ISignature<int> Plan(int number) => Tasks.Half(number) | Times(2); //! CS7036 TT1016
}
