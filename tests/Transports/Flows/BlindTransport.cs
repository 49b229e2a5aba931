using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Does not say how much its broker takes, as one whose limit was lowered after values were recorded.</summary>
internal sealed class BlindTransport(ITransport inner) : ITransport
{
    public string Endpoint => inner.Endpoint;

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        inner.SendAsync(messages, cancellationToken);

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        inner.OpenReceiverAsync(queue, options, cancellationToken);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        inner.PeekDeadLettersAsync(queue, cursor, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
