namespace TypedTasks.Transport;

/// <summary>The lock on a message ran out or was taken: nothing was settled, and the message is delivered again.</summary>
/// <param name="message">Which message.</param>
/// <param name="inner">The cause.</param>
public sealed class LockLostException(string message, Exception? inner = null) : TransportException(message, inner);
