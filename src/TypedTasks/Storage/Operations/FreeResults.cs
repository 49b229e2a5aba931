namespace TypedTasks.Storage;

/// <summary>
/// Frees what only a running flow needs, once a flow that was accepted with
/// <see cref="AcceptFlow.FreesResults"/> has succeeded; otherwise nothing changes. Members stay
/// recorded as they ended, but their values go (<see cref="ValueKind.Freed"/>), as do values put aside and parked
/// messages; except what the flow's own result refers to, directly or through members of members,
/// and except plans that tasks returned.
/// </summary>
/// <param name="Key">The flow.</param>
public sealed record FreeResults(FlowKey Key) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
