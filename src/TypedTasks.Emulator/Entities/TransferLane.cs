namespace TypedTasks.Emulator.Entities;

/// <summary>Messages under way from one entity to one other, in their order. The journal knows them as it knows those of any entity.</summary>
internal sealed class TransferLane(Broker broker, MessageQueue source, TransferLanes lanes, string destination) : ITimed
{
    private const string Marker = "/$Transfer/";

    private readonly MessageQueue store = new(broker, source.Path + Marker + destination, source.Options, owner: source);
    private readonly Queue<long> due = new();
    private long lastDue;

    public long NotedDue { get; set; } = long.MaxValue;

    public int Count => due.Count;

    /// <summary>Reads the path of a lane; null for any other. The names of the sub-queues beside them begin with a dollar, which those of entities do not.</summary>
    public static (string Source, string Destination)? Parse(string path) =>
        path.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) is var at and > 0 && path[at + Marker.Length] != '$'
            ? (path[..at], path[(at + Marker.Length)..])
            : null;

    public void Add(BrokerMessage message)
    {
        store.Accept(message);
        Note(broker.Now + lanes.NextDelay());
    }

    /// <summary>What was under way when the process ended is under way again.</summary>
    public void Resume()
    {
        for (var i = store.ActiveCount; i > 0; i--)
            Note(broker.Now + lanes.NextDelay());
    }

    public void OnDue(long now)
    {
        while (this.due.TryPeek(out var due) && due <= now)
        {
            this.due.Dequeue();
            if (store.TakeAway() is { } message)
                Arrival.Of(broker, source, destination, message);
        }

        if (this.due.TryPeek(out var next))
            broker.Schedule(this, next);
    }

    public void Close(Codec.AmqpError error)
    {
        due.Clear();
        store.Close(error);
    }

    private void Note(long due)
    {
        // None overtakes another of the same lane, whatever its own delay is.
        lastDue = Math.Max(lastDue, due);
        this.due.Enqueue(lastDue);
        broker.Schedule(this, this.due.Peek());
    }
}
