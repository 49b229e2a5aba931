using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Lets a failed flow run again in the next generation; in another state, or when the generation has been raised already,
/// nothing changes; nor for a flow with a compensable join that has completed, for what it had done is undone. What was
/// recorded as succeeded stays recorded; what <c>decide</c> says is reopened and owed, and compensations of the new
/// generation start with the message that it gives. Yields what is recorded.
/// </summary>
/// <param name="key">The flow, in the generation that failed.</param>
/// <param name="at">Now.</param>
/// <param name="deadline">When the flow ends at the latest.</param>
/// <param name="decide">Told the joins and the parked messages of the failed generation, says what starts over; called inside the transaction.</param>
public sealed class RetryFlow(
    FlowKey key,
    DateTimeOffset at,
    DateTimeOffset deadline,
    Func<IReadOnlyList<JoinSummary>, IReadOnlyList<TaskMessage>, RetryDecision> decide) : StoreOperation<FlowRecord>
{
    /// <summary>The flow, in the generation that failed.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>When the flow ends at the latest.</summary>
    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>Says what starts over.</summary>
    public Func<IReadOnlyList<JoinSummary>, IReadOnlyList<TaskMessage>, RetryDecision> Decide { get; } = decide;
}
