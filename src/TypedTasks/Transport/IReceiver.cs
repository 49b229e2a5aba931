namespace TypedTasks.Transport;

/// <summary>An open queue. It outlives lost connections: it reconnects by itself and says so in logs.</summary>
public interface IReceiver : IAsyncDisposable
{
    /// <summary>How it is doing now.</summary>
    ReceiverHealth Health => ReceiverHealth.Open;

    /// <summary>
    /// Takes the next message; may be called by several at once. From then until it is settled the transport renews
    /// its lock. Messages whose lock ran out while they waited are dropped: the broker delivers them again.
    /// </summary>
    /// <returns>The delivery, or null once <see cref="StopAsync"/> was called.</returns>
    ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes no more messages for now, and gives back those that wait locally, so that their locks do not run out: the store is away. What was taken is kept.
    /// Does nothing where none wait locally.
    /// </summary>
    void Pause()
    {
    }

    /// <summary>Takes messages again after <see cref="Pause"/>.</summary>
    void Resume()
    {
    }

    /// <summary>Stops taking messages and gives back those that wait locally; settling goes on until disposal.</summary>
    ValueTask StopAsync(CancellationToken cancellationToken);
}
