namespace TypedTasks.Emulator.Amqp;

/// <summary>Accepted deliveries that follow one another, held back until the batch ends so that one frame tells of all.</summary>
internal struct AcknowledgementRange
{
    public uint First { get; private set; }

    public uint Count { get; private set; }

    public readonly uint Last => First + Count - 1;

    /// <summary>Adds a delivery; false if it does not follow.</summary>
    public bool TryAdd(uint id)
    {
        if (Count == 0)
            First = id;
        else if (id != unchecked(First + Count))
            return false;
        Count++;
        return true;
    }

    public void Clear() => Count = 0;
}
