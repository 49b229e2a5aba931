using System.Collections.Concurrent;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>What the worker of this process has open and has met, for the health check.</summary>
internal sealed class WorkerHealth(TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);
    private const int MostStores = 100;

    private readonly ConcurrentDictionary<string, (long At, string Problem)> foreign = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<IReceiver>? receivers;

    /// <summary>The open queues; null before the worker has started and after it has stopped.</summary>
    public IReadOnlyList<IReceiver>? Receivers => receivers;

    /// <summary>What came lately that another store keeps.</summary>
    public IEnumerable<string> ForeignFlows => foreign.Values.Where(f => time.GetElapsedTime(f.At) < Recent).Select(static f => f.Problem);

    /// <summary>What the worker waits for before it can start; null otherwise.</summary>
    public string? Problem { get; private set; }

    public void Waits(string problem) => Problem = problem;

    public void Started(IReadOnlyList<IReceiver> open)
    {
        receivers = open;
        Problem = null;
    }

    public void Stopped() => receivers = null;

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
}
