namespace TypedTasks.Storage;

/// <summary>Reads how members ended, in order of index. Those whose values were freed are passed over.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="First">The first index.</param>
/// <param name="Count">How many at most.</param>
public sealed record ReadMembers(FlowKey Key, string Join, int First, int Count) : StoreOperation<IReadOnlyList<RecordedOutcome>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
