using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport that keeps what it is given, and shows one of it as a letter that a queue could not forward.</summary>
internal sealed class TransferringTransport : ITransport
{
    private readonly List<TaskMessage> sent = [];

    /// <summary>The queue whose transfer dead-letter queue has the first message, or null.</summary>
    public string? Source { get; set; }

    public IReadOnlyList<TaskMessage> Sent => sent;

    public string Endpoint => "nowhere";

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        sent.AddRange(messages);
        return default;
    }

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        if (queue != Source || cursor is not null)
            return new(new DeadLetterPage([], cursor ?? ""));
        // As the broker shows it: with the queue in which it lies.
        var letter = sent[0] with { Queue = queue };
        return new(new DeadLetterPage([new(letter, "EntityNotFound", "The queue is gone.", InTransfer: true)], "1"));
    }

    public ValueTask DisposeAsync() => default;
}
