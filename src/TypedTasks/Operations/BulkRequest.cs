namespace TypedTasks.Operations;

/// <summary>Asks for the same to be done to many flows, over HTTP.</summary>
/// <param name="Reason">Why, up to 1,000 characters; it is written down.</param>
/// <param name="Expected">How many flows it may be at most: what the count has told.</param>
/// <param name="Filter">Which flows.</param>
public sealed record BulkRequest(string? Reason, int Expected, FlowFilter? Filter);
