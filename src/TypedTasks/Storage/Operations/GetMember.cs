namespace TypedTasks.Storage;

/// <summary>Reads where a join stands, seen from one of its members.</summary>
/// <param name="key">The flow.</param>
/// <param name="join">The path of the join.</param>
/// <param name="index">The index of the member.</param>
public sealed class GetMember(FlowKey key, string join, int index) : StoreOperation<JoinRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the join.</summary>
    public string Join { get; } = join;

    /// <summary>The index of the member.</summary>
    public int Index { get; } = index;
}
