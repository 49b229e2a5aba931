namespace TypedTasks.Storage;

/// <summary>
/// Finds flows that wait for an event under a key, will, or have: first those that run and would still take it, then those decided last; by id (ordinal) where that is equal.
/// </summary>
/// <param name="Event">The name of the event.</param>
/// <param name="Key">The key, not empty.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindWaits(string Event, string Key, int Limit) : StoreQuery<IReadOnlyList<KeyedWait>>;
