namespace TypedTasks.Storage;

/// <summary>Reads where some joins of a flow stand, in order of path (ordinal), and the first members of each that have failed.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Paths">The paths of the joins.</param>
/// <param name="Failed">How many failed members of each at most.</param>
public sealed record ReadJoinsAt(string FlowId, IReadOnlyList<string> Paths, int Failed) : StoreQuery<IReadOnlyList<JoinGlance>>;
