namespace Corpus;

public static partial class WrongOwnClass1
{
    [Task] public static int Half(int number) => number / 2;
    [Task] public static int Times(int number, int factor) => number * factor;
    [Task] public static ISignature<int> Plan(int number) => Half(number) | Tasks.Times(2); //! CS0019 TT1014
}
