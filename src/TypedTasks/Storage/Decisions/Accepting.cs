using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>How a flow begins.</summary>
public static class Accepting
{
    /// <summary>How often the use of a plan is marked at most.</summary>
    private static readonly TimeSpan MarkInterval = TimeSpan.FromDays(1);

    /// <summary>Accepts a flow, unless its id is known or another flow holds its key.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The flow of this id, or null.</param>
    /// <param name="hold">The unique key, or null.</param>
    /// <param name="holder">The flow that was accepted with the key last; null where it is no longer kept.</param>
    /// <param name="planUsedAt">When the plan was marked as used; null where it is not kept.</param>
    /// <param name="now">Now.</param>
    public static Decision<AcceptedFlow> Accept(
        AcceptFlow o, FlowHeader? known, UniqueHold? hold, FlowHeader? holder, DateTimeOffset? planUsedAt, DateTimeOffset now)
    {
        if (known is not null)
            return Decision<AcceptedFlow>.Nothing(new(known.ToRecord(), known.Nonce == o.Nonce));
        if (holder is not null && (!holder.IsTerminal || (hold!.Until > now && hold.FlowId != o.StartsAgain)))
            return Decision<AcceptedFlow>.Nothing(new(holder.ToRecord(), false));

        var flow = new FlowHeader
        {
            Key = o.Key with { Seal = null },
            Nonce = o.Nonce,
            IsSealed = o.IsSealed,
            Broker = o.Broker,
            Name = o.Name,
            PlanHash = o.PlanHash,
            State = FlowState.Running,
            AcceptedAt = now,
            Deadline = StoreTime.After(now, o.Lifetime),
            Tasks = o.Tasks,
            Labels = [.. o.Tasks.Select(FlowLabels.OfTask).Union(o.Labels)],
            UniqueKey = o.UniqueKey,
            FreesResults = o.FreesResults,
            CompensationId = o.Compensation?.Id,
            TurnKey = o.TurnKey,
            TurnLimit = o.TurnKey is null ? 0 : o.TurnLimit,
            Expected = o.Expected,
            ExpectedAt = o.Expected is { } expected ? StoreTime.After(now, expected) : null,
        };
        if (o.TurnKey is not null)
            flow = Turning.Wait(flow);
        List<StoreChange> changes = [new FlowAdded(flow)];
        if (planUsedAt is not { } usedAt)
            changes.Add(new PlanAdded(o.PlanHash, o.Plan, now));
        else if (usedAt <= StoreTime.Before(now, MarkInterval))
            changes.Add(new PlanUsed(o.PlanHash, now));
        if (o.UniqueKey is not null)
            changes.Add(new KeyTaken(new(o.UniqueKey, o.Key.FlowId, Until(o, hold, now))));
        changes.AddRange(o.Waits.Select(w => new WaitAdded(new(o.Key.FlowId, w.Event, w.Key))));
        if (o.Owed is not null)
            changes.Add(new OwedAdded(Turning.Owed(flow, o.Owed, now)));
        if (o.Compensation is not null)
            changes.Add(new OwedAdded(new(o.Compensation, null)));
        if (flow.AwaitsTurn)
            changes.Add(Turning.Take(flow));
        return new(new(flow.ToRecord(), true), changes);
    }

    private static DateTimeOffset Until(AcceptFlow o, UniqueHold? hold, DateTimeOffset now)
    {
        var own = StoreTime.After(now, o.UniqueWindow);
        return o.StartsAgain is not null && hold?.FlowId == o.StartsAgain && hold.Until > own ? hold.Until : own;
    }
}
