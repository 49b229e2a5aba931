namespace TypedTasks.Testing;

/// <summary>Knows whether a step waits for the clock: whether a timer that it made is set.</summary>
internal sealed class TimerWatch
{
    private readonly Lock gate = new();
    private TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int timers;

    /// <summary>Completes while a timer is set.</summary>
    public Task Waiting
    {
        get
        {
            lock (gate)
                return waiting.Task;
        }
    }

    public void Add(int change)
    {
        lock (gate)
        {
            timers += change;
            if (timers > 0)
                waiting.TrySetResult();
            else if (waiting.Task.IsCompleted)
                waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
