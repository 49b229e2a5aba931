namespace TypedTasks.Transport;

/// <summary>A received message under lock. It is settled once.</summary>
public interface IDelivery
{
    /// <summary>The message.</summary>
    TaskMessage Message { get; }

    /// <summary>How often it was delivered before, 0 the first time.</summary>
    int DeliveryCount { get; }

    /// <summary>When the queue took the message, or a scheduled one became due; null where the broker does not say.</summary>
    DateTimeOffset? EnqueuedAt => null;

    /// <summary>How long its lock lasts if nobody renews it any more; null where that is not known. People are told it of a worker that was killed.</summary>
    TimeSpan? LockLeft => null;

    /// <summary>Fires when the lock is known to be lost: somebody else may get the message.</summary>
    CancellationToken LockLost { get; }

    /// <summary>
    /// Sends the messages and completes this one: both or neither. Hand-offs that are ready at the same moment may share
    /// a transaction with others.
    /// </summary>
    /// <param name="messages">What to send, 0 to 99 messages.</param>
    /// <exception cref="LockLostException">The lock was lost: nothing was sent, the message comes again.</exception>
    /// <exception cref="MessageTooLargeException">The broker does not take one of the messages: nothing was sent, the message comes again.</exception>
    /// <exception cref="TransportException">The outcome is not known: drop everything, the message comes again if it was not completed.</exception>
    ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages);

    /// <summary>Gives the message back at once; its delivery count rises.</summary>
    /// <exception cref="TransportException">The broker did not confirm; the lock then runs out by itself.</exception>
    ValueTask AbandonAsync();

    /// <summary>
    /// Gives a message of a line back where it stands, because its worker stops: that is not its fault, so its delivery count does not rise where the transport can do that. Only messages with an
    /// ordering key are given back so; others are sent on. By default it is abandoned.
    /// </summary>
    /// <exception cref="LockLostException">The lock was lost.</exception>
    /// <exception cref="TransportException">The broker did not confirm; the lock then runs out by itself.</exception>
    ValueTask HandBackAsync() => AbandonAsync();

    /// <summary>Moves the message to the dead-letter queue.</summary>
    /// <param name="reason">One word.</param>
    /// <param name="description">What is wrong and what to do, without payload; cut at 4,096 characters.</param>
    /// <exception cref="LockLostException">The lock was lost.</exception>
    /// <exception cref="TransportException">The outcome is not known.</exception>
    ValueTask DeadLetterAsync(string reason, string description);
}
