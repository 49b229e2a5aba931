namespace TypedTasks.Operations;

/// <summary>Asks workers for something, over HTTP.</summary>
/// <param name="Reason">Why; it is written down.</param>
/// <param name="Worker">The id of the only worker that is meant; null for all.</param>
/// <param name="Slots">How many steps of the queue run at once in each worker, 1 to 1,000; null for what is configured. For slots only.</param>
public sealed record WorkerRequest(string? Reason, string? Worker = null, int? Slots = null);
