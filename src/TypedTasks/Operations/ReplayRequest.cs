namespace TypedTasks.Operations;

/// <summary>Asks for the dead letters of a queue to run again, over HTTP.</summary>
/// <param name="Reason">Why, up to 1,000 characters; it is written down.</param>
/// <param name="FlowId">Only the letters of this flow; null for all.</param>
public sealed record ReplayRequest(string? Reason, string? FlowId = null);
