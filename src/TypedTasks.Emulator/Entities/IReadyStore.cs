namespace TypedTasks.Emulator.Entities;

/// <summary>The messages of an entity that wait to be delivered.</summary>
internal interface IReadyStore
{
    int Count { get; }

    void Add(BrokerMessage message);

    bool Remove(BrokerMessage message);

    /// <summary>The messages from a sequence number on, in order.</summary>
    IEnumerable<BrokerMessage> From(long sequenceNumber);
}
