namespace TypedTasks;

/// <summary>Some flows of a list.</summary>
/// <param name="Flows">The flows, newest first.</param>
/// <param name="ContinuationToken">Where the next page begins, for the same filter; null on the last page.</param>
public sealed record FlowPage(IReadOnlyList<FlowSummary> Flows, string? ContinuationToken);
