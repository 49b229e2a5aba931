namespace TypedTasks.Storage;

/// <summary>
/// Reads how members ended, in the order in which they were recorded: of joins that keep it (<see cref="RecordMember.KeepsOrder"/>). Those that carry a failure of another join, and those that a version
/// without this order has recorded, have no place in it and are left out.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="After">The place of the last member that was read; 0 for none.</param>
/// <param name="Count">How many at most.</param>
public sealed record ReadEnds(FlowKey Key, string Join, int After, int Count) : StoreOperation<IReadOnlyList<EndedMember>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
