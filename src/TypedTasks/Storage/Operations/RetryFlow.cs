using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Lets a failed flow run again in the next generation; in another state, or when the generation has been raised already,
/// nothing changes; nor for a flow with a compensable join that has completed, for what it had done is undone; nor while another
/// flow that has not ended holds its unique key, which the flow holds again otherwise. What was
/// recorded as succeeded stays recorded; what <paramref name="Decide"/> says is reopened and owed, and compensations of the new
/// generation start with the message that it gives. Yields what is recorded, and why nothing was changed.
/// </summary>
/// <param name="Key">The flow, in the generation that failed.</param>
/// <param name="Lifetime">How long after the retry the flow ends at the latest.</param>
/// <param name="Decide">
/// Told the joins and the parked messages of the failed generation, with those of its open waits behind them, says what starts over; pure, for the transaction that calls it may be tried again.
/// </param>
public sealed record RetryFlow(
    FlowKey Key,
    TimeSpan Lifetime,
    Func<IReadOnlyList<JoinSummary>, IReadOnlyList<TaskMessage>, RetryDecision> Decide) : StoreOperation<RetriedFlow>
{
    /// <summary>What tells the broker that gets its messages from others, where that broker keeps nothing beyond its process; otherwise null.</summary>
    public string? Broker { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => new(null, Key.FlowId, WithUniqueKey: true);
}
