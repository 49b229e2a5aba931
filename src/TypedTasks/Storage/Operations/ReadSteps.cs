namespace TypedTasks.Storage;

/// <summary>Reads the history of a flow's steps, in order of path.</summary>
/// <param name="Key">The flow.</param>
public sealed record ReadSteps(FlowKey Key) : StoreOperation<IReadOnlyList<StepRecord>>;
