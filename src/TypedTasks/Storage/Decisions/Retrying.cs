using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>How a failed flow runs again, and what becomes of the messages that were settled without success.</summary>
public static class Retrying
{
    /// <summary>Keeps a message for the next retry, or carries it over where the flow was retried meanwhile.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="isParked">Whether a message of this id is parked or was carried over.</param>
    /// <param name="now">Now.</param>
    public static Decision<TaskMessage?> Park(ParkMessage o, FlowHeader? flow, bool isParked, DateTimeOffset now)
    {
        if (flow is not { State: FlowState.Running or FlowState.Compensating or FlowState.Failed } || isParked)
            return Decision<TaskMessage?>.Nothing(null);
        var isOld = o.Key.Generation < flow.Key.Generation;
        var kept = new MessageParked(new(o.Key, o.Message, isOld));
        if (!isOld)
            return new(null, [kept]);
        var carried = o.Carry(o.Message, flow.Key.Generation);

        // Where the retry has failed as well, the next one sends it.
        return flow.State == FlowState.Running
            ? new(flow.AwaitsTurn ? null : carried, [kept, new OwedAdded(Turning.Owed(flow, carried, now))])
            : new(null, [kept, new MessageParked(new(flow.Key, carried, IsCarried: false))]);
    }

    /// <summary>Whether a flow may be retried in this generation, as far as the flow itself tells.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static bool MayRetry(RetryFlow o, FlowHeader? flow) => flow is { State: FlowState.Failed } && flow.Key == o.Key;

    /// <summary>Starts the next generation of a failed flow, unless another flow holds its unique key by now; otherwise it holds the key again.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="joins">The joins of the flow, in any order; only asked where it <see cref="MayRetry"/>.</param>
    /// <param name="parked">The messages that are parked for the generation that failed, in the order in which they were parked; only asked where it <see cref="MayRetry"/>.</param>
    /// <param name="waits">What the flow waits for or has, in any order; only asked where it <see cref="MayRetry"/>.</param>
    /// <param name="hold">The unique key of the flow, or null where it has none or nobody has taken it; only asked where it <see cref="MayRetry"/>.</param>
    /// <param name="holder">The flow that took the key last; null where it is no longer kept.</param>
    /// <param name="now">Now.</param>
    public static Decision<RetriedFlow> Retry(
        RetryFlow o,
        FlowHeader? flow,
        IReadOnlyList<JoinWithFailures> joins,
        IReadOnlyList<TaskMessage> parked,
        IReadOnlyList<AwaitedEvent> waits,
        UniqueHold? hold,
        FlowHeader? holder,
        DateTimeOffset now)
    {
        if (flow is null)
            return Refuse(FlowRecord.Unknown(o.Key), FlowRefusal.NotFound);
        if (!MayRetry(o, flow))
            return Refuse(flow.ToRecord(), Refusal(flow.State) ?? FlowRefusal.RetriedMeanwhile);
        if (joins.Any(static j => j.Header is { IsCompensable: true, State: JoinState.Completed }))
            return Refuse(flow.ToRecord(), FlowRefusal.Undone);

        // The flow itself has ended, so whoever runs is another one.
        if (holder is { IsTerminal: false })
            return Refuse(flow.ToRecord(), FlowRefusal.KeyHeld, holder.Key.FlowId);

        var decision = o.Decide(JoinCounting.Summarize(joins), [.. parked, .. Waiting.Unsettled(waits, o.Key.Generation)]);
        flow = flow with
        {
            Key = o.Key with { Generation = o.Key.Generation + 1, Seal = null },
            Broker = o.Broker,
            State = FlowState.Running,
            Deadline = StoreTime.After(now, o.Lifetime),
            EndedAt = null,
            Outcome = default,
            Failure = null,
            CompensationId = decision.Compensation?.Id,
            Compensation = null,
            IsClosed = false,
            ExpectedAt = flow.Expected is { } expected ? StoreTime.After(now, expected) : null,
            SignDue = now,
            QuietSince = null,
        };
        if (flow.TurnKey is not null)
            flow = Turning.Wait(flow);
        List<StoreChange> changes = [new FlowChanged(flow), new ParkedCarried(o.Key)];

        // The window of whoever had the key meanwhile goes on.
        if (flow.UniqueKey is { } key && hold?.FlowId != flow.Key.FlowId)
            changes.Add(new KeyTaken(new(key, flow.Key.FlowId, hold?.Until ?? now)));
        foreach (var join in joins)
        {
            if (!decision.Reopened.Contains(join.Header.Path))
                continue;
            changes.Add(new FailuresForgotten(join.Header.FlowId, join.Header.Path));
            changes.Add(new JoinChanged(JoinCounting.Reopen(join.Header)));
        }

        changes.AddRange(Waiting.Renew(waits, o.Key.Generation, decision));
        foreach (var message in decision.Messages)
            changes.Add(new OwedAdded(Turning.Owed(flow, message, now)));
        if (decision.Compensation is { } compensation)
            changes.Add(new OwedAdded(new(compensation, null)));
        if (flow.AwaitsTurn)
            changes.Add(Turning.Take(flow));
        return new(new(flow.ToRecord()), changes);
    }

    /// <summary>Why a flow in a state is not retried, as far as the state tells; null where it does not.</summary>
    internal static FlowRefusal? Refusal(FlowState state) => state switch
    {
        FlowState.Unknown => FlowRefusal.NotFound,
        FlowState.Running => FlowRefusal.Running,
        FlowState.Compensating => FlowRefusal.Compensating,
        FlowState.Succeeded => FlowRefusal.Succeeded,
        FlowState.Cancelled => FlowRefusal.Cancelled,
        _ => null,
    };

    private static Decision<RetriedFlow> Refuse(FlowRecord flow, FlowRefusal refusal, string? holder = null) =>
        Decision<RetriedFlow>.Nothing(new(flow, refusal, holder));
}
