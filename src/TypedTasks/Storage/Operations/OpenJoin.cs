namespace TypedTasks.Storage;

/// <summary>Says how many members a join has, before any of them has ended. Nothing changes where that is known.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="Count">How many members the join has, 1 or more.</param>
public sealed record OpenJoin(FlowKey Key, string Join, int Count) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
