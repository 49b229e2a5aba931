using System.Collections.Concurrent;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>What ran, and what was delivered, while things went wrong.</summary>
internal sealed class Ledger(bool keeps)
{
    private readonly ConcurrentDictionary<(string Flow, string Step), int> runs = new();
    private readonly ConcurrentDictionary<(string Message, int Delivery), int> deliveries = new();
    private readonly ConcurrentDictionary<string, bool> settled = new();
    private readonly ConcurrentQueue<string> returned = new();
    private long ended;

    /// <summary>How many deliveries came after the first of their message.</summary>
    public int Redelivered => deliveries.Keys.Count(static key => key.Delivery > 0);

    /// <summary>The messages that came twice as the same delivery: they lay twice in the broker.</summary>
    public IEnumerable<string> Doubled => deliveries.Where(static d => d.Value > 1).Select(static d => $"{d.Key.Message} as delivery {d.Key.Delivery}");

    /// <summary>The messages that came again although the broker had confirmed that they were complete.</summary>
    public IEnumerable<string> Returned => returned;

    /// <summary>Called with every delivery.</summary>
    public Action? Arrived { get; set; }

    public long Ended => Interlocked.Read(ref ended);

    public void Ran(TaskContext context)
    {
        if (keeps)
            runs.AddOrUpdate((context.FlowId, context.Step), 1, static (_, count) => count + 1);
    }

    public void Delivered(string message, int count)
    {
        Arrived?.Invoke();
        if (!keeps)
            return;
        deliveries.AddOrUpdate((message, count), 1, static (_, times) => times + 1);
        if (settled.ContainsKey(message))
            returned.Enqueue(message);
    }

    public void Settled(string message)
    {
        if (keeps)
            settled[message] = true;
    }

    public void End() => Interlocked.Increment(ref ended);

    /// <summary>How many different steps of a flow ran; null where that is not kept.</summary>
    public int? StepsOf(string flow) => keeps ? runs.Keys.Count(key => key.Flow == flow) : null;
}
