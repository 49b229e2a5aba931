namespace TypedTasks.Storage;

/// <summary>Finds flows that stand failed: the one that ended last first, of flows that ended at one moment the highest id (ordinal).</summary>
/// <param name="Within">How long ago they ended, at most.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindFailed(TimeSpan Within, int Limit) : StoreQuery<IReadOnlyList<FlowRecord>>;
