namespace TypedTasks.Storage;

/// <summary>Counts a flow's steps by task and state, as far as their history is known.</summary>
/// <param name="Key">The flow.</param>
public sealed record CountSteps(FlowKey Key) : StoreOperation<IReadOnlyList<StepCount>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
