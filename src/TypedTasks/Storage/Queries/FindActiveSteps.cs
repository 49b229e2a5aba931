namespace TypedTasks.Storage;

/// <summary>Finds steps that run, or wait for their next attempt: in order of flow and path (ordinal).</summary>
/// <param name="FlowId">The flow; null for all of them.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindActiveSteps(string? FlowId, int Limit) : StoreQuery<IReadOnlyList<ActiveStep>>;
