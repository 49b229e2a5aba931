using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Notes every delivery of the transport under it.</summary>
internal sealed class LedgerTransport(ITransport inner, Ledger ledger) : ITransport
{
    public string Endpoint => inner.Endpoint;

    public string MessagingSystem => inner.MessagingSystem;

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        inner.SendAsync(messages, cancellationToken);

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new Receiver(await inner.OpenReceiverAsync(queue, options, cancellationToken), ledger);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Receiver(IReceiver inner, Ledger ledger) : IReceiver
    {
        public ReceiverHealth Health => inner.Health;

        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
        {
            var delivery = await inner.ReceiveAsync(cancellationToken);
            if (delivery is null)
                return null;
            ledger.Delivered(delivery.Message.Id, delivery.DeliveryCount);
            return new Delivery(delivery, ledger);
        }

        public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Delivery(IDelivery inner, Ledger ledger) : IDelivery
    {
        public TaskMessage Message => inner.Message;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset? EnqueuedAt => inner.EnqueuedAt;

        public CancellationToken LockLost => inner.LockLost;

        public async ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
        {
            await inner.CompleteAsync(messages);
            ledger.Settled(inner.Message.Id);
        }

        public ValueTask AbandonAsync() => inner.AbandonAsync();

        public ValueTask DeadLetterAsync(string reason, string description) => inner.DeadLetterAsync(reason, description);
    }
}
