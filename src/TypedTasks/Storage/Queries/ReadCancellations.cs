namespace TypedTasks.Storage;

/// <summary>Reads the cancellations recorded after a sequence number, in order.</summary>
/// <param name="After">The last sequence number seen; 0 for all.</param>
/// <param name="Within">Passes over those recorded longer ago than this.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ReadCancellations(long After, TimeSpan Within, int Limit) : StoreQuery<IReadOnlyList<Cancellation>>;
