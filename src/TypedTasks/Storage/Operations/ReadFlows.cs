namespace TypedTasks.Storage;

/// <summary>Lists flows: newest first, those accepted at the same moment in falling order of id (ordinal).</summary>
/// <param name="filter">Which flows.</param>
/// <param name="after">The last flow of the page before, or null for the first page.</param>
/// <param name="limit">How many at most.</param>
public sealed class ReadFlows(FlowFilter filter, FlowPosition? after, int limit) : StoreOperation<IReadOnlyList<FlowRecord>>
{
    /// <summary>Which flows.</summary>
    public FlowFilter Filter { get; } = filter;

    /// <summary>The last flow of the page before.</summary>
    public FlowPosition? After { get; } = after;

    /// <summary>How many at most.</summary>
    public int Limit { get; } = limit;
}
