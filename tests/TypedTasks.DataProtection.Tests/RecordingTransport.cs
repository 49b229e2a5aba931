using TypedTasks.Transport;

namespace TypedTasks.DataProtection.Tests;

/// <summary>A transport that keeps everything that goes over it.</summary>
internal sealed class RecordingTransport(ITransport inner) : ITransport
{
    /// <summary>The messages that were sent, also by completing others.</summary>
    public List<TaskMessage> Sent { get; } = [];

    /// <summary>What was said of dead letters.</summary>
    public List<string> Descriptions { get; } = [];

    public string Endpoint => inner.Endpoint;

    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) => inner.GetMaxMessageBytesAsync(queue, cancellationToken);

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        Sent.AddRange(messages);
        return inner.SendAsync(messages, cancellationToken);
    }

    public ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        return inner.ScheduleAsync(message, cancellationToken);
    }

    public ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken) =>
        inner.CancelScheduledAsync(queue, messageId, number, cancellationToken);

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new Receiver(await inner.OpenReceiverAsync(queue, options, cancellationToken), this);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public async ValueTask<IReceiver> OpenDeadLettersAsync(string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken) =>
        new Receiver(await inner.OpenDeadLettersAsync(queue, inTransfer, options, cancellationToken), this);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Receiver(IReceiver inner, RecordingTransport record) : IReceiver
    {
        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) =>
            await inner.ReceiveAsync(cancellationToken) is { } delivery ? new Delivery(delivery, record) : null;

        public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Delivery(IDelivery inner, RecordingTransport record) : IDelivery
    {
        public TaskMessage Message => inner.Message;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset? EnqueuedAt => inner.EnqueuedAt;

        public CancellationToken LockLost => inner.LockLost;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
        {
            record.Sent.AddRange(messages);
            return inner.CompleteAsync(messages);
        }

        public ValueTask AbandonAsync() => inner.AbandonAsync();

        public ValueTask DeadLetterAsync(string reason, string description)
        {
            record.Descriptions.Add($"{reason}: {description}");
            return inner.DeadLetterAsync(reason, description);
        }
    }
}
