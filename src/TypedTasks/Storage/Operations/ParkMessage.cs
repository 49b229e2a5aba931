using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Keeps a message that is settled although its step has not succeeded: it failed, or its scope was cancelled. A retry of
/// the flow sends it again. When the flow was retried meanwhile, the message is carried over at once: it yields the
/// message of the current generation, which is owed until it was sent. Yields null where nothing is to be sent: the flow
/// has not been retried, has ended otherwise, or the same message was carried over before.
/// </summary>
/// <param name="Key">The flow, in the generation of the message.</param>
/// <param name="Message">The message.</param>
/// <param name="Carry">Makes the message of another generation; pure, for the transaction that calls it may be tried again.</param>
public sealed record ParkMessage(FlowKey Key, TaskMessage Message, Func<TaskMessage, int, TaskMessage> Carry)
    : StoreOperation<TaskMessage?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
