using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>The transport in memory, which tells the trail of the messages that carry the first step and what follows it.</summary>
internal sealed class FollowedTransport(InMemoryTransport inner, Trail trail) : ITransport
{
    public string Endpoint => inner.Endpoint;

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        trail.Pass(Boundary.Sent);
        return inner.SendAsync(messages, cancellationToken);
    }

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new Receiver(await inner.OpenReceiverAsync(queue, options, cancellationToken), trail);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Receiver(IReceiver inner, Trail trail) : IReceiver
    {
        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
        {
            if (await inner.ReceiveAsync(cancellationToken) is not { } delivery)
                return null;
            var isFirst = delivery.Message.Subject == "walk.first";
            if (isFirst)
            {
                await trail.Accepted.WaitAsync(cancellationToken);
                trail.Pass(Boundary.Received);
            }

            return new Delivery(delivery, isFirst, trail);
        }

        public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Delivery(IDelivery inner, bool isFirst, Trail trail) : IDelivery
    {
        public TaskMessage Message => inner.Message;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset? EnqueuedAt => inner.EnqueuedAt;

        public CancellationToken LockLost => inner.LockLost;

        public async ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
        {
            if (isFirst)
                trail.Pass(Boundary.Next);
            await inner.CompleteAsync(messages);
            (isFirst ? trail.HandedOff : trail.Ended).Release();
        }

        public ValueTask AbandonAsync() => inner.AbandonAsync();

        public ValueTask DeadLetterAsync(string reason, string description) => inner.DeadLetterAsync(reason, description);
    }
}
