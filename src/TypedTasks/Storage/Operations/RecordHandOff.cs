using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Keeps what a hand-off sends until that is handed off in turn, and the message itself until the broker has settled it (<see cref="EndHandOff"/>), so that the messages of a flow are known although its broker has lost them (<see cref="ResumeFlow"/>). It comes after
/// everything else that the hand-off records, and before the broker. What is known to have been handed off before changes nothing. Yields what is to be sent: of a message that was
/// handed off before what it was handed off as then, as far as that was not handed off in turn, for a step that runs again may yield another value.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Done">The name of the message that is handed off: its id without deferral. Null: what is sent is kept whatever was before.</param>
/// <param name="Sent">What it sends and is not owed, under the names that they are kept by.</param>
public sealed record RecordHandOff(FlowKey Key, string? Done, IReadOnlyList<TaskMessage> Sent) : StoreOperation<IReadOnlyList<TaskMessage>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
