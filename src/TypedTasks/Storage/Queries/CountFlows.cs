namespace TypedTasks.Storage;

/// <summary>Counts the flows that a filter selects.</summary>
/// <param name="Filter">Which flows.</param>
/// <param name="Most">Where to stop counting.</param>
public sealed record CountFlows(FlowFilter Filter, int Most) : StoreQuery<int>;
