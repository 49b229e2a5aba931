using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport with a defect: so many receives and settlements throw before they do anything.</summary>
internal sealed class ThrowingTransport : ITransport
{
    private readonly InMemoryTransport inner = new();
    private int receives;
    private int settlements;

    public int Receives { get => Math.Max(0, receives); set => receives = value; }

    public int Settlements { get => Math.Max(0, settlements); set => settlements = value; }

    public string Endpoint => inner.Endpoint;

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) => inner.SendAsync(messages, cancellationToken);

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new Receiver(this, await inner.OpenReceiverAsync(queue, options, cancellationToken));

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static void Throw(ref int left)
    {
        if (Interlocked.Decrement(ref left) >= 0)
            throw new InvalidOperationException("A defect.");
    }

    private sealed class Receiver(ThrowingTransport transport, IReceiver inner) : IReceiver
    {
        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
        {
            Throw(ref transport.receives);
            return await inner.ReceiveAsync(cancellationToken) is { } delivery ? new Delivery(transport, delivery) : null;
        }

        public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Delivery(ThrowingTransport transport, IDelivery inner) : IDelivery
    {
        public TaskMessage Message => inner.Message;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset? EnqueuedAt => inner.EnqueuedAt;

        public CancellationToken LockLost => inner.LockLost;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
        {
            Throw(ref transport.settlements);
            return inner.CompleteAsync(messages);
        }

        public ValueTask AbandonAsync() => inner.AbandonAsync();

        public ValueTask DeadLetterAsync(string reason, string description) => inner.DeadLetterAsync(reason, description);
    }
}
