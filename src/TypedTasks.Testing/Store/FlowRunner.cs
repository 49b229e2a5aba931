using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>Flows: how they begin and end.</summary>
internal sealed class FlowRunner(InMemoryTables tables)
{
    private readonly CompensationRunner compensations = new(tables);

    public FlowRecord Get(FlowKey key)
    {
        var flow = tables.FlowOf(key);
        return flow with { Owed = compensations.Owed(flow.Key) };
    }

    public AcceptedFlow Accept(AcceptFlow o)
    {
        if (tables.Flows.TryGet(o.Key.FlowId, out var known))
            return new(known, tables.Nonces.TryGet(o.Key.FlowId, out var nonce) && nonce == o.Nonce);
        if (o.UniqueKey is { } key)
        {
            if (tables.Uniques.TryGet(key, out var holder)
                && tables.Flows.TryGet(holder.Flow, out var first)
                && (first.State == FlowState.Running || holder.Until > tables.Now))
            {
                return new(first, false);
            }

            tables.Uniques.Set(key, new(o.Key.FlowId, StoreTime.After(tables.Now, o.UniqueWindow)));
        }

        var flow = new FlowRecord(o.Key, o.Name, o.PlanHash, FlowState.Running, tables.Now, StoreTime.After(tables.Now, o.Lifetime), null, default)
        {
            Tasks = o.Tasks,
        };
        tables.Flows.Set(o.Key.FlowId, flow);
        tables.Nonces.Set(o.Key.FlowId, o.Nonce);
        if (!tables.Plans.TryGet(o.PlanHash, out var plan))
            tables.Plans.Set(o.PlanHash, (o.Plan.ToArray(), tables.Now));
        else if (plan.UsedAt <= tables.Now.AddDays(-1))
            tables.Plans.Set(o.PlanHash, plan with { UsedAt = tables.Now });
        if (o.Owed is { } owed)
            tables.Owe(owed, tables.Now);
        if (o.Compensation is { } compensation)
            tables.Compensations.Set(o.Key, compensation);
        if (o.FreesResults)
            tables.Frees.Set(o.Key.FlowId, true);
        return new(flow, true);
    }

    public FlowRecord Finish(FinishFlow o)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State != FlowState.Running || (o.State == FlowState.Failed && o.Key.Generation < flow.Key.Generation))
            return flow;
        var compensates = o.State != FlowState.Succeeded && tables.Compensations.TryGet(flow.Key, out _);
        flow = compensates
            ? flow with { State = FlowState.Compensating, Outcome = o.Outcome }
            : flow with { State = o.State, Outcome = o.Outcome, EndedAt = tables.Now };
        tables.Flows.Set(o.Key.FlowId, flow);
        if (o.State != FlowState.Succeeded)
            tables.Cancel(flow.Key, "");
        if (compensates)
            compensations.StartIfIdle(flow.Key);
        return Get(o.Key);
    }

    public FlowRecord EndCompensations(EndCompensations o)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State == FlowState.Compensating && flow.Key == o.Key)
            tables.Flows.Set(o.Key.FlowId, flow with { State = o.State, Outcome = o.Outcome, EndedAt = tables.Now });
        return Get(o.Key);
    }

    public FlowRecord[] Read(ListFlows o) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.Matches(o.Filter))
            .Where(f => o.After is not { } after
                || f.AcceptedAt < after.AcceptedAt
                || (f.AcceptedAt == after.AcceptedAt && string.CompareOrdinal(f.Key.FlowId, after.FlowId) < 0))
            .OrderByDescending(f => f.AcceptedAt)
            .ThenByDescending(f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(o.Limit),
    ];

    public FlowKey[] Overdue(FindOverdue o) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Deadline < tables.Now)
            .OrderBy(f => f.Deadline)
            .ThenBy(f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(o.Limit)
            .Select(f => f.Key),
    ];
}
