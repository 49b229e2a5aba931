namespace TypedTasks.Storage;

/// <summary>Finds flows that run past their deadline: the oldest deadline first, flows of one deadline in order of id (ordinal).</summary>
/// <param name="Limit">How many at most.</param>
public sealed record FindOverdue(int Limit) : StoreQuery<IReadOnlyList<FlowKey>>;
