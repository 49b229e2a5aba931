using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Can end, as its process does, between sending what takes the place of a dead letter and settling the letter.</summary>
internal sealed class FragileTransport(ITransport inner) : ITransport
{
    public bool EndsBeforeItSettles { get; set; }

    public string Endpoint => inner.Endpoint;

    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) =>
        inner.GetMaxMessageBytesAsync(queue, cancellationToken);

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        inner.SendAsync(messages, cancellationToken);

    public ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken) =>
        inner.ScheduleAsync(message, cancellationToken);

    public ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken) =>
        inner.CancelScheduledAsync(queue, messageId, number, cancellationToken);

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        inner.OpenReceiverAsync(queue, options, cancellationToken);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public async ValueTask<IReceiver> OpenDeadLettersAsync(
        string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken)
    {
        var letters = await inner.OpenDeadLettersAsync(queue, inTransfer, options, cancellationToken);
        return EndsBeforeItSettles ? new Letters(letters, inner) : letters;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Letters(IReceiver letters, ITransport transport) : IReceiver
    {
        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) =>
            await letters.ReceiveAsync(cancellationToken) is { } letter ? new Letter(letter, transport) : null;

        public ValueTask StopAsync(CancellationToken cancellationToken) => letters.StopAsync(cancellationToken);

        public ValueTask DisposeAsync() => letters.DisposeAsync();
    }

    private sealed class Letter(IDelivery letter, ITransport transport) : IDelivery
    {
        public TaskMessage Message => letter.Message;

        public int DeliveryCount => letter.DeliveryCount;

        public CancellationToken LockLost => letter.LockLost;

        public async ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
        {
            await transport.SendAsync(messages, CancellationToken.None);
            throw new TransportException("The process has ended.");
        }

        public ValueTask AbandonAsync() => letter.AbandonAsync();

        public ValueTask DeadLetterAsync(string reason, string description) => letter.DeadLetterAsync(reason, description);
    }
}
