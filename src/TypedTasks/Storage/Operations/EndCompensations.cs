namespace TypedTasks.Storage;

/// <summary>Ends a flow whose compensations have ended; from any state but <see cref="FlowState.Compensating"/> nothing changes. Yields what is recorded.</summary>
/// <param name="Key">The flow.</param>
/// <param name="State">Failed or cancelled.</param>
/// <param name="Outcome">How it ended, with the compensations that failed.</param>
/// <exception cref="ArgumentException">Compensations do not end a flow in this state.</exception>
public sealed record EndCompensations(FlowKey Key, FlowState State, RecordedOutcome Outcome) : StoreOperation<FlowRecord>
{
    /// <summary>Failed or cancelled.</summary>
    public FlowState State { get; init => field = Checked(value); } = Checked(State);

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;

    private static FlowState Checked(FlowState state) => state is FlowState.Failed or FlowState.Cancelled
        ? state
        : throw new ArgumentException($"Compensations do not end a flow as {state}: it fails or is cancelled.", nameof(state));
}
