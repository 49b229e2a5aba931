namespace TypedTasks.Storage;

/// <summary>Finds flows that have ended and may be deleted: the oldest end first, flows of one end in order of id (ordinal).</summary>
/// <param name="Filter">Which flows.</param>
/// <param name="EndedFor">How long ago they must have ended, whatever the filter says.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindPurgeable(FlowFilter Filter, TimeSpan EndedFor, int Limit) : StoreQuery<IReadOnlyList<FlowRecord>>;
