using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>What the worker of this process has open and has met, for the health check.</summary>
internal sealed class WorkerHealth : IDisposable
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);
    private const int MostStores = 100;

    private readonly ConcurrentDictionary<string, (long At, string Problem)> foreign = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly Meter meter = new(TypedTasksTelemetry.MeterName);
    private volatile Func<IReadOnlyList<IReceiver>>? receivers;
    private volatile Func<IReadOnlyList<WorkerQueue>>? queues;

    public WorkerHealth(TimeProvider time)
    {
        this.time = time;
        meter.CreateObservableGauge("typedtasks.queue.paused", ObservePauses, "{queue}", "1 for each queue that the worker does not take from because somebody has paused it, or drains the worker; 0 for others.");
        meter.CreateObservableGauge("typedtasks.queue.slots", ObserveSlots, "{step}", "How many steps of each queue the worker runs at once.");
    }

    /// <summary>What is open, paused queues left out; null before the worker has started and after it has stopped.</summary>
    public IReadOnlyList<IReceiver>? Receivers => receivers?.Invoke();

    /// <summary>The queues that the worker takes; null before it has started and after it has stopped.</summary>
    public IReadOnlyList<WorkerQueue>? Queues => queues?.Invoke();

    /// <summary>What came lately that another store keeps.</summary>
    public IEnumerable<string> ForeignFlows => foreign.Values.Where(f => time.GetElapsedTime(f.At) < Recent).Select(static f => f.Problem);

    /// <summary>What the worker waits for before it can start; null otherwise.</summary>
    public string? Problem { get; private set; }

    public void Waits(string problem) => Problem = problem;

    /// <summary>The worker runs.</summary>
    /// <param name="open">Says what is open.</param>
    /// <param name="tell">Says how its queues stand.</param>
    public void Started(Func<IReadOnlyList<IReceiver>> open, Func<IReadOnlyList<WorkerQueue>> tell)
    {
        (receivers, queues) = (open, tell);
        Problem = null;
    }

    public void Stopped() => (receivers, queues) = (null, null);

    /// <summary>Remembers that a message of another store came, and yields whether that is news.</summary>
    public bool MeetsForeignFlow(string store, string problem)
    {
        var now = time.GetTimestamp();
        var isNews = !foreign.TryGetValue(store, out var last) || time.GetElapsedTime(last.At, now) > Recent;

        // Whoever may send may make up stores.
        if (isNews && foreign.Count >= MostStores)
            foreign.Clear();
        foreign[store] = (now, problem);
        return isNews;
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> ObservePauses() => [.. (Queues ?? []).Select(static q => new Measurement<int>(q.IsPaused ? 1 : 0, Tag(q)))];

    private IEnumerable<Measurement<int>> ObserveSlots() => [.. (Queues ?? []).Select(static q => new Measurement<int>(q.Slots, Tag(q)))];

    private static KeyValuePair<string, object?> Tag(WorkerQueue queue) => new("messaging.destination.name", queue.Name);
}
