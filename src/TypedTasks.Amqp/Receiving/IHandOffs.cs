namespace TypedTasks.Amqp.Receiving;

/// <summary>Sends what follows a delivery and completes it.</summary>
internal interface IHandOffs
{
    /// <summary>Makes sure, before anything is received, that the broker takes hand-offs at all.</summary>
    /// <exception cref="TransportException">It does not.</exception>
    Task PrepareAsync();

    /// <summary>Begins with a delivery whose messages are set; false if the connection has ended.</summary>
    bool TryBegin(AmqpDelivery handOff);

    /// <summary>Fails what waits here, because the connection has ended.</summary>
    void End();
}
