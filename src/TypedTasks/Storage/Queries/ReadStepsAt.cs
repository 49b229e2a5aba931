namespace TypedTasks.Storage;

/// <summary>Reads the history of some steps of a flow, in order of path (ordinal); of steps without any nothing is told.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Paths">The paths of the steps.</param>
public sealed record ReadStepsAt(string FlowId, IReadOnlyList<string> Paths) : StoreQuery<IReadOnlyList<StepRecord>>;
