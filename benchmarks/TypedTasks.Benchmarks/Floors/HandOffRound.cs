namespace TypedTasks.Benchmarks;

/// <summary>The answers that a transaction waits for before it is committed.</summary>
internal sealed class HandOffRound
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = 1;

    public Task Completion => done.Task;

    public void Begin() => Interlocked.Increment(ref open);

    public void End()
    {
        if (Interlocked.Decrement(ref open) == 0)
            done.SetResult();
    }
}
