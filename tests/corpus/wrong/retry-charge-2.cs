namespace Corpus;

public static partial class WrongRetryCharge2
{
    [Task(Idempotent = false)] public static int Charge(int order) => order;
    [Task] public static string Print(int receipt) => $"{receipt}";

    public static ISignature<string> Once(int order) => (Tasks.Charge(order) | Tasks.Print()).WithRetry(p => p.RetryOn<IOException>()); //! TT1013
}
