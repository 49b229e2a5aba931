namespace TypedTasks.Benchmarks;

/// <summary>Waits for one certain task to run, whatever comes again besides.</summary>
internal sealed class Landing
{
    public static readonly Landing Shared = new();

    private readonly Lock gate = new();
    private TaskCompletionSource done = new();
    private int awaited = -1;

    public Task ExpectAsync(int number)
    {
        lock (gate)
        {
            awaited = number;
            done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return done.Task;
        }
    }

    public void Signal(int number)
    {
        lock (gate)
        {
            if (number == awaited)
                done.TrySetResult();
        }
    }
}
