namespace TypedTasks.Conformance.Tests;

/// <summary>Tasks that start flows and leave notes in the process of the test.</summary>
public sealed partial class Planning(RunLog log)
{
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
}
