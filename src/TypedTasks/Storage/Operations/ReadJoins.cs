namespace TypedTasks.Storage;

/// <summary>Reads where the joins of a flow stand, as far as members of them are recorded.</summary>
/// <param name="key">The flow.</param>
public sealed class ReadJoins(FlowKey key) : StoreOperation<IReadOnlyList<JoinSummary>>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;
}
