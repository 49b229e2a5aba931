namespace TypedTasks.Storage;

/// <summary>Whether a message is known to have been handed off before (<see cref="RecordHandOff"/>): then nothing of it needs to run.</summary>
/// <param name="Key">The flow.</param>
/// <param name="MessageId">The name of the message: its id without deferral.</param>
public sealed record WasHandedOff(FlowKey Key, string MessageId) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
