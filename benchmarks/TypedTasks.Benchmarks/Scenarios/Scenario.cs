namespace TypedTasks.Benchmarks;

/// <summary>Work of one kind, and in how many units its cost is told.</summary>
internal abstract class Scenario(string unit, int units)
{
    // Enough callers for batches to form, as in a busy web application.
    protected const int Callers = 100;

    public string Unit { get; } = unit;

    public int Units { get; } = units;

    /// <summary>Does the work, and fails where a result is wrong.</summary>
    public abstract Task RunAsync(ITaskClient client, Latencies latencies);

    /// <summary>Runs an action for each index, by as many callers as there are.</summary>
    protected static Task ForAllAsync(int count, Func<int, Task> action)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(Callers, count)).Select(_ => Task.Run(CallAsync)));

        async Task CallAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await action(i);
        }
    }

    protected static void Check(int expected, int actual)
    {
        if (expected != actual)
            throw new InvalidOperationException($"The flow yielded {actual} instead of {expected}.");
    }
}
