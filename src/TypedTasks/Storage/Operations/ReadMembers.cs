namespace TypedTasks.Storage;

/// <summary>Reads how members ended, in order of index.</summary>
/// <param name="key">The flow.</param>
/// <param name="join">The path of the join.</param>
/// <param name="first">The first index.</param>
/// <param name="count">How many at most.</param>
public sealed class ReadMembers(FlowKey key, string join, int first, int count) : StoreOperation<IReadOnlyList<RecordedOutcome>>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the join.</summary>
    public string Join { get; } = join;

    /// <summary>The first index.</summary>
    public int First { get; } = first;

    /// <summary>How many at most.</summary>
    public int Count { get; } = count;
}
