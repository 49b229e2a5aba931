namespace TypedTasks.Storage;

/// <summary>Says that the broker has settled a message that was handed off (<see cref="RecordHandOff"/>): only a mark of it is kept, as long as the flow. It is written behind.</summary>
/// <param name="Key">The flow.</param>
/// <param name="MessageId">The name of the message: its id without deferral.</param>
/// <param name="Deferral">With which deferral it was settled: where it was resumed meanwhile, that copy is about.</param>
public sealed record EndHandOff(FlowKey Key, string MessageId, int Deferral) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);
}
