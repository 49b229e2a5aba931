namespace TypedTasks.Conformance.Worker;

/// <summary>Tasks that take a moment, and write down that they have run to their end.</summary>
public static partial class Traced
{
    private const int LongestMilliseconds = 40;
    private const int Others = 3;

    // Longer than workers drain.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1.2);

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(2);

    [Task]
    public static async Task<int> Add(int value, int by, [FromServices] LedgerFile ledger, TaskContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Math.Abs(value) % LongestMilliseconds, cancellationToken);
        ledger.Write(context, "add");
        return value + by;
    }

    [Task]
    public static int Sum(IReadOnlyList<int> values, [FromServices] LedgerFile ledger, TaskContext context)
    {
        ledger.Write(context, "sum");
        return values.Sum();
    }

    [Task]
    public static IReadOnlyList<int> Spread(int value, [FromServices] LedgerFile ledger, TaskContext context)
    {
        ledger.Write(context, "spread");
        return [.. Enumerable.Range(value, 5)];
    }

    [Task]
    public static async Task<int> Slow(int value, [FromServices] LedgerFile ledger, TaskContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Long, cancellationToken);
        ledger.Write(context, "slow");
        return value;
    }

    [Task(MaxRetries = 3)]
    public static int FailFirst(int value, [FromServices] LedgerFile ledger, TaskContext context)
    {
        ledger.Write(context, "fail-first");
        return context.Attempt == 0 ? throw new InvalidOperationException("the first attempt") : value;
    }

    [Task(MaxRetries = 0)]
    public static int Refuse(int value, [FromServices] LedgerFile ledger, TaskContext context)
    {
        ledger.Write(context, "refuse");
        throw new InvalidOperationException($"refused {value}");
    }

    [Task]
    public static int Instead(TaskFailure failure, [FromServices] LedgerFile ledger, TaskContext context)
    {
        ledger.Write(context, "instead");
        return failure.Type == "System.InvalidOperationException" ? -1 : throw new InvalidOperationException($"It has another failure: {failure.Type}");
    }

    [Task]
    public static void Undo(int value, [FromServices] LedgerFile ledger, TaskContext context) => ledger.Write(context, $"undo:{value}");

    /// <summary>Takes its worker down as soon as others run beside it, or when nobody has come for a while.</summary>
    [Task]
    public static async Task<int> Poison([FromServices] LedgerFile ledger, TaskContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAny(ledger.MoreAsync(Others), Task.Delay(Alone, cancellationToken));
        ledger.Write(context, "poison");
        Environment.FailFast("A task that takes its worker down.");
        return 0;
    }

    /// <summary>Says that it has begun, and has not ended by when a poison beside it takes the worker down.</summary>
    [Task]
    public static async Task<int> Neighbour(int value, [FromServices] LedgerFile ledger, TaskContext context, CancellationToken cancellationToken)
    {
        ledger.Write(context, "neighbour");
        await Task.Delay(Alone / 4, cancellationToken);
        return value;
    }
}
