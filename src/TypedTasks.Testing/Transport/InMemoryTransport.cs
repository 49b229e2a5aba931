using System.Collections.Concurrent;
using System.Globalization;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>
/// A broker that lives in the process: locks, redelivery, scheduled messages, duplicate detection, dead-letter queues.
/// Queues come into being when they are first named. All time comes from the given provider, so it runs on virtual time too.
/// </summary>
public sealed class InMemoryTransport : ITransport
{
    internal const int MaxMessagesPerHandOff = 99;
    private const int MaxIdLength = 128;
    private const int MaxDescription = 4096;
    private const int PageSize = 100;

    private readonly ConcurrentDictionary<string, InMemoryQueue> queues = new(StringComparer.Ordinal);

    /// <summary>Creates an empty broker.</summary>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="options">How it behaves.</param>
    public InMemoryTransport(TimeProvider? time = null, InMemoryTransportOptions? options = null)
    {
        Time = time ?? TimeProvider.System;
        Options = options ?? new();
        Timer = new(Time);
    }

    /// <inheritdoc/>
    public string Endpoint => "in memory";

    /// <summary>What goes wrong on purpose.</summary>
    public TransportFaults Faults { get; } = new();

    internal TimeProvider Time { get; }

    internal InMemoryTransportOptions Options { get; }

    internal DueTimer Timer { get; }

    internal IdleSignal Idle { get; } = new();

    /// <inheritdoc/>
    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) => new(Options.MaxMessageBytes);

    /// <inheritdoc/>
    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        var failure = default(TransportException);
        var now = Time.GetUtcNow();
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            Check(message);
            if (Faults.Take(TransportFault.SendRefused, message))
            {
                failure = new($"The broker could not be reached; message '{message.Id}' was not accepted.");
                continue;
            }

            Accept(message, now);
            if (Faults.Take(TransportFault.SendUnanswered, message))
                failure = new($"The broker did not answer; whether message '{message.Id}' was accepted is not known.");
        }

        return failure is null ? ValueTask.CompletedTask : ValueTask.FromException(failure);
    }

    /// <inheritdoc/>
    public ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<long?>(cancellationToken);
        Check(message);
        if (Faults.Take(TransportFault.SendRefused, message))
            return ValueTask.FromException<long?>(new TransportException($"The broker could not be reached; message '{message.Id}' was not accepted."));
        var number = Accept(message, Time.GetUtcNow());
        return Faults.Take(TransportFault.SendUnanswered, message)
            ? ValueTask.FromException<long?>(new TransportException($"The broker did not answer; whether message '{message.Id}' was accepted is not known."))
            : new(number);
    }

    /// <inheritdoc/>
    public ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : new(QueueOf(queue).CancelScheduled(messageId, number));
    }

    /// <inheritdoc/>
    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Slots, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Prefetch, nameof(options));
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IReceiver>(cancellationToken)
            : ValueTask.FromResult<IReceiver>(QueueOf(queue).Open(options.Ordered));
    }

    /// <inheritdoc/>
    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        var after = cursor is null ? 0 : long.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        var (letters, last) = QueueOf(queue).DeadLetters.Peek(after, PageSize);
        return ValueTask.FromResult(new DeadLetterPage(letters, last.ToString(CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> PeekOldestAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<DateTimeOffset?>(cancellationToken)
            : new(QueueOf(queue).Oldest);
    }

    /// <inheritdoc/>
    public ValueTask<IReceiver> OpenDeadLettersAsync(
        string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        var letters = inTransfer ? QueueOf(queue).TransferDeadLetters : QueueOf(queue).DeadLetters;
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IReceiver>(cancellationToken)
            : ValueTask.FromResult<IReceiver>(letters.Open());
    }

    /// <summary>How many messages a queue holds.</summary>
    /// <param name="queue">The name of the queue.</param>
    public QueueCounts Count(string queue) => QueueOf(queue).Counts;

    /// <summary>Completes when no message waits to be received and none is locked; scheduled ones do not count.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => Idle.WaitAsync(cancellationToken);

    /// <summary>Takes every lock away at once: the messages are delivered again, and settling the old deliveries fails.</summary>
    public void ExpireLocks()
    {
        foreach (var queue in queues.Values)
            queue.ExpireLocks();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Timer.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The queues that hold messages ready to be received, by name.</summary>
    internal string[] ReadyQueues =>
        [.. queues.Where(static q => q.Value.HasReady).Select(static q => q.Key).Order(StringComparer.Ordinal)];

    internal void Check(TaskMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (string.IsNullOrEmpty(message.Queue))
            throw new TransportException($"Message '{message.Id}' names no queue.") { IsTransient = false };
        if (message.Id.Length is 0 or > MaxIdLength)
            throw new TransportException($"A message id has 1 to {MaxIdLength} characters, not {message.Id.Length}.") { IsTransient = false };
        if (message.Body.Length > Options.MaxMessageBytes)
            throw MessageTooLargeException.Of(message.Id, message.Queue, Endpoint, message.Body.Length, Options.MaxMessageBytes);
        if (message.OrderingKey is { Length: 0 or > MaxIdLength } key)
            throw new TransportException($"An ordering key has 1 to {MaxIdLength} characters, not {key.Length}.") { IsTransient = false };
        QueueOf(message.Queue).Check(message);
    }

    internal static string Cut(string description) =>
        description.Length <= MaxDescription ? description : description[..MaxDescription];

    internal void Accept(IReadOnlyList<TaskMessage> messages)
    {
        var now = Time.GetUtcNow();
        for (var i = 0; i < messages.Count; i++)
            Accept(messages[i], now);
    }

    private long? Accept(TaskMessage message, DateTimeOffset now)
    {
        var queue = QueueOf(message.Queue);
        var number = queue.Accept(message, now, ignoreHistory: false);
        if (Faults.Take(TransportFault.SendDuplicated, message))
            queue.Accept(message, now, ignoreHistory: true);
        return number;
    }

    private InMemoryQueue QueueOf(string name) => queues.TryGetValue(name, out var queue)
        ? queue
        : queues.GetOrAdd(name, static (name, transport) => new(transport, name), this);
}
