namespace TypedTasks.Testing;

/// <summary>Counts the messages that are waiting or running, and tells when there are none.</summary>
internal sealed class IdleSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource? idle;
    private long busy;

    public void Enter() => Interlocked.Increment(ref busy);

    public void Leave()
    {
        if (Interlocked.Decrement(ref busy) > 0)
            return;
        lock (gate)
        {
            if (idle is null || Volatile.Read(ref busy) > 0)
                return;
            idle.SetResult();
            idle = null;
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Volatile.Read(ref busy) == 0)
                return Task.CompletedTask;
            idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task.WaitAsync(cancellationToken);
        }
    }
}
