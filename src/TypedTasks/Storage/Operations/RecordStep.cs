namespace TypedTasks.Storage;

/// <summary>Writes a step's history. It is written behind and never decides anything; the newest attempt wins.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Step">What is known of the step.</param>
public sealed record RecordStep(FlowKey Key, StepRecord Step) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
