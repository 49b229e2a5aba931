namespace TypedTasks.Emulator.Entities;

/// <summary>
/// The way of messages from one entity to others: by way of it in a transaction, or because it forwards. They arrive at once
/// unless transfers take time here; then those of one entity to another stay in their order, and those of several entities need not.
/// </summary>
internal sealed class TransferLanes
{
    private readonly Dictionary<string, TransferLane> lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Broker broker;
    private readonly MessageQueue source;
    private readonly Random delays;

    public TransferLanes(Broker broker, MessageQueue source)
    {
        this.broker = broker;
        this.source = source;
        delays = new Random(source.Path.Aggregate(broker.Settings.TransferSeed, (seed, letter) => unchecked((seed * 31) + letter)));
        foreach (var destination in broker.Journal?.TransfersFrom(source.Path) ?? [])
            Lane(destination).Resume();
    }

    /// <summary>How many messages are under way.</summary>
    public int Count => lanes.Values.Sum(lane => lane.Count);

    /// <summary>Whether the journal holds messages that were under way when the process ended.</summary>
    public static bool AreKept(Broker broker, MessageQueue source) => broker.Journal?.TransfersFrom(source.Path).Any() ?? false;

    public void Send(string destination, MessageContent content, int hops = 0, long enqueuedSequence = 0, string? deadLetterSource = null)
    {
        var message = new BrokerMessage(content)
        {
            EnqueuedAt = broker.Now,
            EnqueuedSequenceNumber = enqueuedSequence,
            Hops = hops,
            DeadLetterSource = deadLetterSource,
        };
        if (broker.Settings.TransferDelay <= TimeSpan.Zero)
            Arrival.Of(broker, source, destination, message);
        else
            Lane(destination).Add(message);
    }

    public void Close(Codec.AmqpError error)
    {
        foreach (var lane in lanes.Values)
            lane.Close(error);
    }

    /// <summary>How long the next message is on its way, in milliseconds.</summary>
    public long NextDelay()
    {
        var most = (long)broker.Settings.TransferDelay.TotalMilliseconds;
        return broker.Settings.ReordersTransfers ? delays.NextInt64(most + 1) : most;
    }

    private TransferLane Lane(string destination)
    {
        if (!lanes.TryGetValue(destination, out var lane))
            lanes.Add(destination, lane = new TransferLane(broker, source, this, destination));
        return lane;
    }
}
