namespace TypedTasks.Storage;

/// <summary>
/// Ends a flow that is running; from another state nothing changes. A flow that was accepted with a compensation becomes
/// <see cref="FlowState.Compensating"/> instead of failed or cancelled, and owes its message unless a step runs. A failure or cancellation also records a
/// cancellation of the whole flow, so that its other messages are settled unrun. A failure counts in the current
/// generation only: what failed before a retry does not end what the retry has started. Yields what is recorded.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="state">A terminal state.</param>
/// <param name="outcome">How it ended.</param>
/// <param name="at">Now.</param>
public sealed class FinishFlow(FlowKey key, FlowState state, RecordedOutcome outcome, DateTimeOffset at)
    : StoreOperation<FlowRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>A terminal state.</summary>
    public FlowState State { get; } = state;

    /// <summary>How it ended.</summary>
    public RecordedOutcome Outcome { get; } = outcome;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;
}
