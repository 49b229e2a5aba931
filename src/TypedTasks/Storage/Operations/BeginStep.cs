namespace TypedTasks.Storage;

/// <summary>
/// Says that a step of a flow with compensations starts to run. Yields false, and records nothing, when its scope is
/// cancelled or the flow no longer runs: then it must not start. A run that is older than one that has begun or ended
/// records nothing: its worker has lost the message to that one.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step.</param>
/// <param name="Run">Which run of the step: a later delivery or attempt has a higher number.</param>
public sealed record BeginStep(FlowKey Key, string Path, long Run) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
