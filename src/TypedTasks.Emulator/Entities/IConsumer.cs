namespace TypedTasks.Emulator.Entities;

/// <summary>Somebody who takes messages from an entity; the entity knows nothing of links and credit.</summary>
internal interface IConsumer
{
    /// <summary>Whether one more message can be taken now.</summary>
    bool IsReady { get; }

    bool DeletesOnReceive { get; }

    bool IsDraining { get; }

    /// <summary>The entity's own mark that the consumer stands in its line.</summary>
    bool IsWaiting { get; set; }

    void Deliver(BrokerMessage message);

    /// <summary>Ends a drain if nothing is left to deliver or no credit to deliver it with.</summary>
    bool TryEndDrain(bool empty);

    /// <summary>The entity is gone or refuses to serve any longer.</summary>
    void Close(Codec.AmqpError error);
}
