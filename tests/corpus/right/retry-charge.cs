namespace Corpus;

public static partial class RightRetryCharge
{
    [Task(Idempotent = false)] public static int Charge(int order) => order;
    [Task(Aliases = ["right-retry-charge.write"])] public static string Print(int receipt) => $"{receipt}";

    public static ISignature<string> Once(int order) => (Tasks.Charge(order).WithRetry(0) | Tasks.Print()).WithRetry(3);
}
