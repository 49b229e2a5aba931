namespace TypedTasks.Emulator.Entities;

/// <summary>Messages under way from one entity to one other, in their order. The journal knows them as it knows those of any entity.</summary>
internal sealed class TransferLane(Broker broker, MessageQueue source, TransferLanes lanes, string destination, string path) : ITimed
{
    private readonly MessageQueue _store = new(broker, path, source.Options, owner: source);
    private readonly Queue<long> _due = new();
    private long _lastDue;

    public long NotedDue { get; set; } = long.MaxValue;

    public int Count => _due.Count;

    public void Add(BrokerMessage message)
    {
        _store.Accept(message);
        Note(broker.Now + lanes.NextDelay());
    }

    /// <summary>What was under way when the process ended is under way again.</summary>
    public void Resume()
    {
        for (var i = _store.ActiveCount; i > 0; i--) Note(broker.Now + lanes.NextDelay());
    }

    public void OnDue(long now)
    {
        while (_due.TryPeek(out var due) && due <= now)
        {
            _due.Dequeue();
            if (_store.TakeAway() is { } message) Arrival.Of(broker, source, destination, message);
        }

        if (_due.TryPeek(out var next)) broker.Schedule(this, next);
    }

    public void Close(Codec.AmqpError error)
    {
        _due.Clear();
        _store.Close(error);
    }

    private void Note(long due)
    {
        // None overtakes another of the same lane, whatever its own delay is.
        _lastDue = Math.Max(_lastDue, due);
        _due.Enqueue(_lastDue);
        broker.Schedule(this, _due.Peek());
    }
}
