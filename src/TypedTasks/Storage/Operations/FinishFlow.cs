using TypedTasks.Serialization;

namespace TypedTasks.Storage;

/// <summary>
/// Ends a flow that is running; from another state nothing changes. A flow that was accepted with a compensation becomes
/// <see cref="FlowState.Compensating"/> instead of failed or cancelled, and owes its message unless a step runs. A failure or cancellation also records a
/// cancellation of the whole flow, so that its other messages are settled unrun. A failure counts in the current
/// generation only: what failed before a retry does not end what the retry has started. Yields what is recorded.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="State">Succeeded, failed or cancelled.</param>
/// <param name="Outcome">How it ended.</param>
/// <exception cref="ArgumentException">A flow does not end in this state.</exception>
public sealed record FinishFlow(FlowKey Key, FlowState State, RecordedOutcome Outcome) : StoreOperation<FlowRecord>
{
    /// <summary>Succeeded, failed or cancelled.</summary>
    public FlowState State { get; init => field = Checked(value); } = Checked(State);

    /// <summary>
    /// The path of a scope whose success outweighs this end: where that join has completed, nothing changes, because whoever completed it ends the flow. For ends
    /// that come from outside, like a deadline. Null: none.
    /// </summary>
    public string? Unless { get; init; }

    /// <summary>The kind of failure, where the flow fails and its failure can be read here; otherwise null. Told while it can be: a failure may be hidden on its way into the store.</summary>
    public FailureKind? Kind { get; init; } = State == FlowState.Failed && Outcome.Failure is { } failure ? FailureJson.KindOf(failure) : null;

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;

    private static FlowState Checked(FlowState state) => state is FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled
        ? state
        : throw new ArgumentException($"A flow does not end as {state}: it succeeds, fails or is cancelled.", nameof(state));
}
