using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Says that a step of a flow with compensations no longer runs; repeating it changes nothing, and neither does the
/// end of a run while a later one goes on. When it was the last one of a
/// flow that is compensating, the message that starts the compensations becomes owed. Yields that message while it is owed.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step.</param>
/// <param name="Run">Which run of the step: a later delivery or attempt has a higher number.</param>
public sealed record EndStep(FlowKey Key, string Path, long Run) : StoreOperation<TaskMessage?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
