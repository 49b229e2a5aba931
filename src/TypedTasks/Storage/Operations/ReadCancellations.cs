namespace TypedTasks.Storage;

/// <summary>Reads the cancellations recorded after a sequence number, in order.</summary>
/// <param name="after">The last sequence number seen; 0 for all.</param>
/// <param name="limit">How many at most.</param>
public sealed class ReadCancellations(long after, int limit) : StoreOperation<IReadOnlyList<Cancellation>>
{
    /// <summary>The last sequence number seen.</summary>
    public long After { get; } = after;

    /// <summary>How many at most.</summary>
    public int Limit { get; } = limit;

    /// <summary>Passes over those recorded before this time.</summary>
    public DateTimeOffset Since { get; init; }
}
