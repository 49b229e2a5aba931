namespace TypedTasks.Storage;

/// <summary>Finds flows that run and whose deadline is over, or will be soon: the earliest deadline first, flows of one deadline in order of id (ordinal).</summary>
/// <param name="Within">How soon.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindLate(TimeSpan Within, int Limit) : StoreQuery<IReadOnlyList<FlowRecord>>;
