namespace TypedTasks.Storage;

/// <summary>
/// Deletes flows that have ended and all that is kept of them, plans that no other flow has included; yields how many.
/// A running flow is never deleted. The messages of a flow that is deleted are settled unrun when they come.
/// </summary>
/// <param name="filter">Which flows.</param>
/// <param name="endedBefore">Flows that ended later stay, whatever the filter says.</param>
/// <param name="limit">How many at most.</param>
public sealed class PurgeFlows(FlowFilter filter, DateTimeOffset endedBefore, int limit) : StoreOperation<int>
{
    /// <summary>Which flows.</summary>
    public FlowFilter Filter { get; } = filter;

    /// <summary>Flows that ended later stay.</summary>
    public DateTimeOffset EndedBefore { get; } = endedBefore;

    /// <summary>How many at most.</summary>
    public int Limit { get; } = limit;
}
