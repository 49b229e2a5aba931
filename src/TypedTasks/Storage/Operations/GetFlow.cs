namespace TypedTasks.Storage;

/// <summary>Reads a flow, whose record names the current generation; yields a record in state <see cref="FlowState.Unknown"/> when there is none.</summary>
/// <param name="Key">The flow.</param>
public sealed record GetFlow(FlowKey Key) : StoreOperation<FlowRecord>;
