namespace TypedTasks.Conformance.Tests;

/// <summary>Tasks that return signatures, start flows, or ask to be run later.</summary>
public sealed partial class Planning(RunLog log)
{
    [Task]
    public static ISignature<int> Factorial(int n) =>
        n <= 1 ? Sums.Tasks.Number(1) : Tasks.Factorial(n - 1) | Tasks.Times(n);

    [Task]
    public static int Times(int value, int factor) => value * factor;

    [Task]
    public static async Task<ISignature<IReadOnlyList<int>>> Numbers(int count)
    {
        await Task.Yield();
        return Group.Of(Enumerable.Range(1, count).Select(Sums.Tasks.Number));
    }

    [Task]
    public async Task<string> Starts(int value, TaskContext context, CancellationToken cancellationToken)
    {
        var child = await context.EnqueueAsync(Sums.Tasks.Number(value) | Sums.Tasks.Double(), cancellationToken);
        log.Note(child.FlowId);
        if (context.Attempt == 0)
            throw new RetryLaterException(TimeSpan.FromMilliseconds(1), "not yet");
        return child.FlowId;
    }

    [Task]
    public string Undo(int value)
    {
        log.Note($"undo {value}");
        return "";
    }

    [Task]
    public string Note(TaskFailure failure)
    {
        log.Note($"failed: {failure.Message}");
        return "noted";
    }

    [Task]
    public static int Otherwise(TaskFailure failure) => -failure.Message.Length;

    [Task]
    public static string Describe(IReadOnlyList<Outcome<int>> outcomes) => string.Join(", ", outcomes);
}
