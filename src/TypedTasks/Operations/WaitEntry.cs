namespace TypedTasks.Operations;

/// <summary>A wait of a running flow for an event.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="FlowName">What people call it, or null.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Key">The key; null where it has none.</param>
/// <param name="Path">The path of the wait.</param>
/// <param name="Since">When it began; null where that was not kept.</param>
/// <param name="Until">When its time is over, or its flow's; null where that is not known.</param>
/// <param name="Schema">The JSON schema of what is to be said, where this process knows the event; otherwise null.</param>
public sealed record WaitEntry(
    string FlowId, string? FlowName, string Event, string? Key, string Path, DateTimeOffset? Since, DateTimeOffset? Until, string? Schema);
