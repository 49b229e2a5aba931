namespace TypedTasks.Storage;

/// <summary>Reads which flows have changed since a position of the feed: each flow once, in the order in which transactions were committed. A change is there as soon as its transaction has committed, and none is passed over.</summary>
/// <param name="After">The position that the answer before has told; null for where the feed is now, without changes.</param>
/// <param name="Limit">How many at most; where there are more, the answer says that it is not whole.</param>
public sealed record ReadChanges(string? After, int Limit) : StoreQuery<ChangeSet>;
