namespace TypedTasks.Conformance.Worker;

/// <summary>Tasks whose runs leave notes, wait, start flows or ask to be run later.</summary>
public sealed partial class Forms(Notebook notebook)
{
    [Task]
    public void Note(string text, TaskContext context) => notebook.Add(context.FlowId, text);

    [Task]
    public void NoteNumber(int value, TaskContext context) => notebook.Add(context.FlowId, $"{value}");

    [Task]
    public void NoteFailure(TaskFailure failure, TaskContext context) => notebook.Add(context.FlowId, $"failed: {failure.Message}");

    [Task]
    public void Undo(int value, TaskContext context) => notebook.Add(context.FlowId, $"undo {value}");

    [Task]
    public void UndoAll(IReadOnlyList<int> values, TaskContext context) =>
        notebook.Add(context.FlowId, $"undo {string.Join("+", values)}");

    [Task(MaxRetries = 0)]
    public void UndoBadly(int value, TaskContext context)
    {
        notebook.Add(context.FlowId, $"undo {value}");
        throw new InvalidOperationException($"{value} stays done");
    }

    /// <summary>Passes the value on once the flow has left this note, so that the flow's result shows that it did.</summary>
    [Task(MaxRetries = 1000)]
    public int Await(int value, string note, TaskContext context) =>
        notebook.Read(context.FlowId).Contains(note) ? value : throw new RetryLaterException(TimeSpan.FromMilliseconds(20));

    [Task(MaxRetries = 5)]
    public static int Later(int value, TaskContext context) =>
        context.Attempt < 2 ? throw new RetryLaterException(TimeSpan.FromMilliseconds(10)) : value + context.Attempt;

    /// <summary>Ends only when it is cancelled.</summary>
    [Task(MaxRetries = 0)]
    public static async Task<int> Endless(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    [Task(MaxConcurrency = 2)]
    public static int Narrow(int value) => value + 1;

    [Task(RateLimit = "200/s")]
    public static int Rated(int value) => value + 1;

    /// <summary>Starts the same child however often it runs, and yields its id.</summary>
    [Task]
    public static async Task<string> Start(int value, TaskContext context, CancellationToken cancellationToken)
    {
        var child = await context.EnqueueAsync(
            Group.Of(Sums.Tasks.Number(value), Sums.Tasks.Number(1)) | Sums.Tasks.Total() | Sums.Tasks.Double(), cancellationToken);
        return context.Attempt == 0 ? throw new RetryLaterException(TimeSpan.Zero) : child.FlowId;
    }

    /// <summary>Starts two children and yields their ids.</summary>
    [Task]
    public static async Task<IReadOnlyList<string>> StartTwo(int value, TaskContext context, CancellationToken cancellationToken)
    {
        var one = await context.EnqueueAsync(Sums.Tasks.Number(value) | Sums.Tasks.Double(), cancellationToken);
        var two = await context.EnqueueAsync(Plans.Tasks.Factorial(value), cancellationToken);
        return [one.FlowId, two.FlowId];
    }
}
