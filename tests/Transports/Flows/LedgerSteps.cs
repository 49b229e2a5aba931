namespace TypedTasks.Transports.Tests.Flows;

/// <summary>The steps of the flows, on two queues, so that hand-offs go both within one and from one to the other.</summary>
public static partial class LedgerSteps
{
    public const string Other = "other";

    [Task]
    internal static int Give(int number, [FromServices] Ledger ledger, TaskContext context) => Write(number, ledger, context);

    [Task]
    internal static int Next(int number, [FromServices] Ledger ledger, TaskContext context) => Write(number + 1, ledger, context);

    [Task(Queue = Other)]
    internal static int Twice(int number, [FromServices] Ledger ledger, TaskContext context) => Write(number * 2, ledger, context);

    [Task]
    internal static int Sum(IReadOnlyList<int> numbers, [FromServices] Ledger ledger, TaskContext context) => Write(numbers.Sum(), ledger, context);

    private static int Write(int number, Ledger ledger, TaskContext context)
    {
        ledger.Ran(context);
        return number;
    }
}
