namespace TypedTasks.Emulator.Entities;

/// <summary>Somebody who asked for a session: a certain one, or the next that has messages.</summary>
internal interface ISessionConsumer
{
    /// <summary>The session asked for; null for the next.</summary>
    string? SessionId { get; }

    /// <summary>The session is theirs; returns who takes its messages.</summary>
    IConsumer Grant(BrokerSession session);

    /// <summary>There will be no session: the entity is gone.</summary>
    void Refuse(Codec.AmqpError error);
}
