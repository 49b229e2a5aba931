namespace TypedTasks.Operations;

/// <summary>Asks for other limits of a task, over HTTP.</summary>
/// <param name="Reason">Why; it is written down.</param>
/// <param name="Rate">How often it may start, such as <c>10/s</c>; null for what the task declares.</param>
/// <param name="MaxConcurrency">How many runs of it may be under way; null for what the task declares.</param>
public sealed record LimitsRequest(string? Reason, string? Rate = null, int? MaxConcurrency = null);
