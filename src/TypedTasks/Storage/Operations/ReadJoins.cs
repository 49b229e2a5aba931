namespace TypedTasks.Storage;

/// <summary>Reads where the joins of a flow stand, as far as members of them are recorded, in order of path.</summary>
/// <param name="Key">The flow.</param>
public sealed record ReadJoins(FlowKey Key) : StoreOperation<IReadOnlyList<JoinSummary>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
