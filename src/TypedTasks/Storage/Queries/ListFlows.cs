namespace TypedTasks.Storage;

/// <summary>Lists flows: newest first, those accepted at the same moment in falling order of id (ordinal).</summary>
/// <param name="Filter">Which flows.</param>
/// <param name="After">The last flow of the page before, or null for the first page.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ListFlows(FlowFilter Filter, FlowPosition? After, int Limit) : StoreQuery<IReadOnlyList<FlowRecord>>;
