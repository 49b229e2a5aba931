namespace TypedTasks.Storage;

/// <summary>
/// Says that the broker has accepted a message that was owed, and keeps it until it is handed off (<see cref="RecordHandOff"/>). Where that has happened meanwhile, nothing changes.
/// Of a flow that has ended it is kept as well: side branches outlive their flows.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="MessageId">The name of the message: its id without deferral.</param>
/// <param name="Deferral">With which deferral it was accepted: one that was resumed meanwhile is owed still.</param>
public sealed record KeepOwed(FlowKey Key, string MessageId, int Deferral = 0) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);
}
