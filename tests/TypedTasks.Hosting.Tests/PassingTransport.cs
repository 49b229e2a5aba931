using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport that passes everything on, but for what a test changes.</summary>
internal sealed class PassingTransport(ITransport inner) : ITransport
{
    public Func<IReadOnlyList<TaskMessage>, CancellationToken, ValueTask> Sending { get; set; } = inner.SendAsync;

    public Func<string, ReceiverOptions, CancellationToken, ValueTask<IReceiver>> Opening { get; set; } = inner.OpenReceiverAsync;

    public Func<string, string?, CancellationToken, ValueTask<DeadLetterPage>> Peeking { get; set; } = inner.PeekDeadLettersAsync;

    public Func<string, CancellationToken, ValueTask<DateTimeOffset?>> PeekingOldest { get; set; } = inner.PeekOldestAsync;

    public string Endpoint => inner.Endpoint;

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) => Sending(messages, cancellationToken);

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) => Opening(queue, options, cancellationToken);

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) =>
        Peeking(queue, cursor, cancellationToken);

    public ValueTask<DateTimeOffset?> PeekOldestAsync(string queue, CancellationToken cancellationToken) => PeekingOldest(queue, cancellationToken);

    public ValueTask<IReceiver> OpenDeadLettersAsync(string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken) =>
        inner.OpenDeadLettersAsync(queue, inTransfer, options, cancellationToken);

    public ValueTask DisposeAsync() => default;
}
