namespace TypedTasks.Storage;

/// <summary>Reads a flow, whose record names the current generation; yields a record in state <see cref="FlowState.Unknown"/> when there is none.</summary>
/// <param name="Key">The flow.</param>
public sealed record GetFlow(FlowKey Key) : StoreOperation<FlowRecord>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
