using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>What the worker of this process has open, for the health check.</summary>
internal sealed class WorkerHealth
{
    private volatile IReadOnlyList<IReceiver>? receivers;

    /// <summary>The open queues; null before the worker has started and after it has stopped.</summary>
    public IReadOnlyList<IReceiver>? Receivers => receivers;

    public void Started(IReadOnlyList<IReceiver> open) => receivers = open;

    public void Stopped() => receivers = null;
}
