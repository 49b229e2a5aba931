namespace TypedTasks.Conformance.Tests;

/// <summary>Tasks of which only some may be under way at once.</summary>
public sealed partial class Limited(Crowd crowd)
{
    [Task(MaxConcurrency = 3)]
    public async Task<int> Narrow(int value, CancellationToken cancellationToken)
    {
        using var inside = crowd.Enter("task");
        await Task.Delay(1, cancellationToken);
        return value;
    }

    [Task(MaxRetries = 1)]
    public async Task<int> Shared(int value, string key, TaskContext context, CancellationToken cancellationToken)
    {
        using var inside = crowd.Enter(key);
        await Task.Delay(1, cancellationToken);
        return context.Attempt == 0 && value % 5 == 0 ? throw new RetryLaterException(TimeSpan.Zero) : value;
    }

    [Task(RateLimit = "100/s")]
    public int Rare(int value)
    {
        crowd.Enter("rate").Dispose();
        return value;
    }
}
