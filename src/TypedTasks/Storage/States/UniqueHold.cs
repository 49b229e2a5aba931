namespace TypedTasks.Storage;

/// <summary>A unique key, and the flow that was accepted with it last.</summary>
/// <param name="Key">The key.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Until">Until when the flow holds the key, even if it has ended before.</param>
public sealed record UniqueHold(string Key, string FlowId, DateTimeOffset Until);
