namespace TypedTasks.Benchmarks;

/// <summary>Counts what has run, for work whose end nothing else tells.</summary>
internal sealed class Countdown
{
    public static readonly Countdown Shared = new();

    private TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left;

    /// <summary>Starts to count; the task ends with the last signal.</summary>
    public Task StartAsync(int count)
    {
        done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref left, count);
        return done.Task;
    }

    public void Signal()
    {
        if (Interlocked.Decrement(ref left) == 0)
            done.SetResult();
    }
}
