namespace TypedTasks.Storage;

/// <summary>Reads what operators have done, the newest first.</summary>
/// <param name="FlowId">Only what was done to this flow; null for all.</param>
/// <param name="Before">The number of the last action of the page before, or null.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ReadActions(string? FlowId, long? Before, int Limit) : StoreQuery<IReadOnlyList<ActionRecord>>;
