namespace TypedTasks.Contracts;

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

    /// <summary>Sends the messages to their queues and returns when the broker has accepted all of them.</summary>
    /// <param name="messages">The messages; they may go to several queues, and each is accepted on its own.</param>
    /// <param name="cancellationToken">Gives up waiting; a message may then be accepted or not.</param>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken);

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
}
