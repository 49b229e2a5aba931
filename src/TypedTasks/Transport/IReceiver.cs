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
    /// Takes no more messages for now, and gives back those that wait locally, without a count: the store is away, or a message must run alone. What was taken is kept. When it returns
    /// the broker has them back, or has not answered within some seconds. Does nothing where none wait locally; may be called while it is paused.
    /// </summary>
    ValueTask PauseAsync() => default;

    /// <summary>Takes messages again after <see cref="PauseAsync"/>.</summary>
    void Resume()
    {
    }

    /// <summary>Stops taking messages and gives back those that wait locally; settling goes on until disposal.</summary>
    ValueTask StopAsync(CancellationToken cancellationToken);
}
