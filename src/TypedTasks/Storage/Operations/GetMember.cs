namespace TypedTasks.Storage;

/// <summary>Reads where a join stands, seen from one of its members.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="Index">The index of the member.</param>
public sealed record GetMember(FlowKey Key, string Join, int Index) : StoreOperation<JoinRecord>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
