namespace TypedTasks.Storage;

/// <summary>A scope that was cancelled: no step in it starts any more.</summary>
/// <param name="Sequence">The store's own count, rising.</param>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path prefix; empty for the whole flow.</param>
/// <param name="At">When it was recorded.</param>
public readonly record struct Cancellation(long Sequence, FlowKey Key, string Path, DateTimeOffset At);
