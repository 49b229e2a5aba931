namespace TypedTasks.Storage;

/// <summary>A place in the list of open waits.</summary>
/// <param name="OpenedAt">When the wait there was opened; <see cref="DateTimeOffset.MinValue"/> where nobody knows.</param>
/// <param name="FlowId">Its flow.</param>
/// <param name="Event">The name of its event.</param>
/// <param name="Key">Its key.</param>
public sealed record WaitPosition(DateTimeOffset OpenedAt, string FlowId, string Event, string Key);
