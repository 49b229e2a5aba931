namespace TypedTasks.Storage;

/// <summary>Reads the kinds of failures that were seen, those seen last first, by fingerprint (ordinal) where that is equal.</summary>
/// <param name="Within">How long ago they must have been seen last, at most.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ReadFailures(TimeSpan Within, int Limit) : StoreQuery<IReadOnlyList<FailureTally>>;
