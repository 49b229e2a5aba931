namespace TypedTasks.Storage;

/// <summary>Reads what is recorded of what a running flow waits for, in order of path: events, retries, limits, unknown tasks. What was put off until a time that is over is among it: its message is due.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Count">How many at most.</param>
public sealed record ReadWaits(FlowKey Key, int Count) : StoreOperation<IReadOnlyList<FlowWait>>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
