namespace TypedTasks.Storage;

/// <summary>Ends a flow whose compensations have ended; from any state but <see cref="FlowState.Compensating"/> nothing changes. Yields what is recorded.</summary>
/// <param name="key">The flow.</param>
/// <param name="state">Failed or cancelled.</param>
/// <param name="outcome">How it ended, with the compensations that failed.</param>
/// <param name="at">Now.</param>
public sealed class EndCompensations(FlowKey key, FlowState state, RecordedOutcome outcome, DateTimeOffset at)
    : StoreOperation<FlowRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>Failed or cancelled.</summary>
    public FlowState State { get; } = state;

    /// <summary>How it ended.</summary>
    public RecordedOutcome Outcome { get; } = outcome;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;
}
