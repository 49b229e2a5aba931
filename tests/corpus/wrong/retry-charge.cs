namespace Corpus;

public static partial class WrongRetryCharge
{
    [Task(Idempotent = false)] public static int Charge(int order) => order;
    [Task] public static string Print(int receipt) => $"{receipt}";
    [Task(Idempotent = false, MaxRetries = 3)] public static void Mail(string to) => GC.KeepAlive(to); //! TT1013

    public static ISignature<string> Once(int order) => Tasks.Charge(order).WithRetry(3) | Tasks.Print(); //! TT1013
}
