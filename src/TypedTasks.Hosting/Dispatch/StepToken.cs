namespace TypedTasks.Hosting.Dispatch;

/// <summary>The token of a running step: it fires on cancellation, lost lock, time-out and stop.</summary>
internal sealed class StepToken : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration lockLost;
    private readonly CancellationTokenRegistration stop;

    public StepToken(TimeSpan? timeout, TimeProvider time, CancellationToken lockLost, CancellationToken stopping)
    {
        source = timeout is { } bound ? new(bound, time) : new();
        this.lockLost = lockLost.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), source);
        stop = stopping.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    public bool IsCancelled => source.IsCancellationRequested;

    public void Cancel() => source.Cancel();

    /// <summary>Ends what could fire it from outside.</summary>
    public void Unregister()
    {
        stop.Dispose();
        lockLost.Dispose();
    }

    public void Dispose() => source.Dispose();
}
