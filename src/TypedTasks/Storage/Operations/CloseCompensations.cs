namespace TypedTasks.Storage;

/// <summary>
/// Yields the paths of the completed joins of a compensating flow that were recorded as compensable; from then on no other
/// is recorded as completed: whoever comes late finds that nothing is recorded.
/// </summary>
/// <param name="Key">The flow.</param>
public sealed record CloseCompensations(FlowKey Key) : StoreOperation<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
