namespace TypedTasks.Storage;

/// <summary>Finds the flows that have been running for longest: the oldest first, those accepted at one moment in order of id (ordinal).</summary>
/// <param name="Limit">How many at most.</param>
public sealed record FindOldest(int Limit) : StoreQuery<IReadOnlyList<FlowRecord>>;
