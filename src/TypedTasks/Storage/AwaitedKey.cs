namespace TypedTasks.Storage;

/// <summary>An event with its key, which a flow will wait for.</summary>
/// <param name="Event">The name of the event.</param>
/// <param name="Key">The key.</param>
public readonly record struct AwaitedKey(string Event, string Key);
