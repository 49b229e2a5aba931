namespace TypedTasks;

/// <summary>A message has more bytes than its queue takes: nothing was sent, and sending it again does not help.</summary>
public sealed class MessageTooLargeException : TransportException
{
    /// <summary>Says which message, how large it is and what is possible.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="inner">The cause.</param>
    public MessageTooLargeException(string message, Exception? inner = null)
        : base(message, inner) => IsTransient = false;

    /// <summary>Says it in the words that every transport uses.</summary>
    /// <param name="id">The id of the message.</param>
    /// <param name="queue">The queue that was to take it.</param>
    /// <param name="endpoint">The broker.</param>
    /// <param name="size">How many bytes the message has.</param>
    /// <param name="limit">How many bytes the queue takes.</param>
    public static MessageTooLargeException Of(string id, string queue, string endpoint, long size, long limit) => new(
        $"Message {id} has {size} bytes, and queue '{queue}' at {endpoint} takes at most {limit}. Pass large values by reference, or "
        + "use EnqueueAsync: the store then keeps what is too large for a message.");
}
