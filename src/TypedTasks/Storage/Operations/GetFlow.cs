namespace TypedTasks.Storage;

/// <summary>Reads a flow, whose record names the current generation; yields a record in state <see cref="FlowState.Unknown"/> when there is none.</summary>
/// <param name="key">The flow.</param>
public sealed class GetFlow(FlowKey key) : StoreOperation<FlowRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;
}
