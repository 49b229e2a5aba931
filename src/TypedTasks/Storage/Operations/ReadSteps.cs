namespace TypedTasks.Storage;

/// <summary>Reads the history of a flow's steps, in order of path.</summary>
/// <param name="Key">The flow.</param>
public sealed record ReadSteps(FlowKey Key) : StoreOperation<IReadOnlyList<StepRecord>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
