namespace TypedTasks.Storage;

/// <summary>
/// Deletes a flow that has ended and all that is kept of it, except its plan, which others may share; yields whether it did.
/// A flow that runs, or has not ended for so long, stays. The messages of a flow that is deleted are settled unrun when they come.
/// </summary>
/// <param name="FlowId">The flow.</param>
/// <param name="EndedFor">How long ago it must have ended.</param>
public sealed record DeleteFlow(string FlowId, TimeSpan EndedFor) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => new(null, FlowId, WithUniqueKey: true);
}
