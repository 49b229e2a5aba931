using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Keeps a message that is settled although its step has not succeeded: it failed, or its scope was cancelled. A retry of
/// the flow sends it again. When the flow was retried meanwhile, the message is carried over at once: it yields the
/// message of the current generation, which is owed until it was sent. Yields null where nothing is to be sent: the flow
/// has not been retried, has ended otherwise, or the same message was carried over before.
/// </summary>
/// <param name="key">The flow, in the generation of the message.</param>
/// <param name="message">The message.</param>
/// <param name="at">Now.</param>
/// <param name="carry">Makes the message of another generation; called inside the transaction.</param>
public sealed class ParkMessage(FlowKey key, TaskMessage message, DateTimeOffset at, Func<TaskMessage, int, TaskMessage> carry)
    : StoreOperation<TaskMessage?>
{
    /// <summary>The flow, in the generation of the message.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The message.</summary>
    public TaskMessage Message { get; } = message;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Makes the message of another generation.</summary>
    public Func<TaskMessage, int, TaskMessage> Carry { get; } = carry;
}
