namespace TypedTasks.Transport;

/// <summary>
/// Carries messages. Sends are at least once under a stable id; what is received is locked until it is settled.
/// Every implementation passes the contract tests in TypedTasks.Testing.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>What people call the place messages go to: host and port, never a key.</summary>
    string Endpoint { get; }

    /// <summary>What the messaging system is called in traces, as the conventions of OpenTelemetry name it.</summary>
    string MessagingSystem => "typedtasks";

    /// <summary>How many bytes a message to a queue may have, as the broker says; asked for before large values are sent.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <returns>Bytes, with properties and all; <see cref="int.MaxValue"/> where there is no limit.</returns>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) => new(int.MaxValue);

    /// <summary>Sends the messages to their queues and returns when the broker has accepted all of them.</summary>
    /// <param name="messages">The messages; they may go to several queues, and each is accepted on its own.</param>
    /// <param name="cancellationToken">Gives up waiting; a message may then be accepted or not.</param>
    /// <exception cref="MessageTooLargeException">The broker does not take messages of that size.</exception>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken);

    /// <summary>Sends a message that is held back until its time, and learns the number by which it can be taken back.</summary>
    /// <param name="message">The message, with a time in the future.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may then be accepted or not.</param>
    /// <returns>The number, valid until the message is due; null where it was accepted and no number is known.</returns>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    async ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        await SendAsync([message], cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Takes a scheduled message back, if it still waits and is the one that is meant.</summary>
    /// <param name="queue">The queue that holds it.</param>
    /// <param name="messageId">Its message id: a number alone may mean another message once a queue was made anew.</param>
    /// <param name="number">What <see cref="ScheduleAsync"/> returned.</param>
    /// <param name="cancellationToken">Gives up; the message may then be there or not.</param>
    /// <returns>Whether it was taken back: it will not be delivered.</returns>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken) => new(false);

    /// <summary>Opens a queue for receiving, on a connection of its own.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="options">Slots and prefetch.</param>
    /// <param name="cancellationToken">Gives up opening.</param>
    /// <exception cref="TransportException">The broker refused for good: no such queue, no right to it, settings that do not fit.</exception>
    ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken);

    /// <summary>Reads, without locking, messages of a queue's dead-letter and transfer dead-letter queues.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="cursor">Where to go on: null first, then what the page before returned.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Says since when the oldest message lies in a queue: one that waits or is locked, not one that is scheduled for later. Asked once a minute for each queue, to tell flows that wait their turn from
    /// flows whose messages are lost.
    /// </summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it came into the queue, or was due; null where none lies there; <see cref="DateTimeOffset.MinValue"/> where it cannot be told, and by default.</returns>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask<DateTimeOffset?> PeekOldestAsync(string queue, CancellationToken cancellationToken) => new(DateTimeOffset.MinValue);

    /// <summary>
    /// Opens the dead-letter queue of a queue for receiving, on a connection of its own: to look at a letter under lock, and to
    /// complete it together with what is sent in its place. Completed letters are gone; abandoned ones stay.
    /// </summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="inTransfer">Whether to open the transfer dead-letter queue instead: what the broker could not forward from this queue.</param>
    /// <param name="options">Slots and prefetch.</param>
    /// <param name="cancellationToken">Gives up opening.</param>
    /// <returns>Deliveries whose messages name <paramref name="queue"/>, also where they were meant for another.</returns>
    /// <exception cref="TransportException">The broker refused: no such queue, no right to it.</exception>
    /// <exception cref="NotSupportedException">The transport cannot do it.</exception>
    ValueTask<IReceiver> OpenDeadLettersAsync(
        string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"The transport of {Endpoint} cannot receive from dead-letter queues.");
}
