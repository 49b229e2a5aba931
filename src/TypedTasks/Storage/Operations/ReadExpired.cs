namespace TypedTasks.Storage;

/// <summary>Reads flows that run past their deadline.</summary>
/// <param name="now">Now.</param>
/// <param name="limit">How many at most.</param>
public sealed class ReadExpired(DateTimeOffset now, int limit) : StoreOperation<IReadOnlyList<FlowKey>>
{
    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>How many at most.</summary>
    public int Limit { get; } = limit;
}
