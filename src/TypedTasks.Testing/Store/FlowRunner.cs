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

    public FlowRecord Accept(AcceptFlow o)
    {
        if (tables.Flows.TryGet(o.Key.FlowId, out var known))
            return known;
        if (o.UniqueKey is { } key)
        {
            if (tables.Uniques.TryGet(key, out var holder)
                && tables.Flows.TryGet(holder.Flow, out var first)
                && (first.State == FlowState.Running || holder.Until > o.AcceptedAt))
            {
                return first;
            }

            tables.Uniques.Set(key, new(o.Key.FlowId, o.UniqueUntil));
        }

        var flow = new FlowRecord(o.Key, o.Name, o.PlanHash, FlowState.Running, o.AcceptedAt, o.Deadline, null, default)
        {
            Tasks = o.Tasks,
        };
        tables.Flows.Set(o.Key.FlowId, flow);
        if (!tables.Plans.TryGet(o.PlanHash, out _))
            tables.Plans.Set(o.PlanHash, o.Plan.ToArray());
        if (o.Owed is { } owed)
            tables.Owed.TryAdd(owed.Id, new(owed, o.AcceptedAt));
        if (o.Compensation is { } compensation)
            tables.Compensations.Set(o.Key, compensation);
        if (o.FreesResults)
            tables.Frees.Set(o.Key.FlowId, true);
        return flow;
    }

    public FlowRecord Finish(FinishFlow o)
    {
        if (o.State is not (FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled))
            throw new ArgumentException($"A flow does not end as {o.State}.", nameof(o));
        var flow = tables.FlowOf(o.Key);
        if (flow.State != FlowState.Running || (o.State == FlowState.Failed && o.Key.Generation < flow.Key.Generation))
            return flow;
        var compensates = o.State != FlowState.Succeeded && tables.Compensations.TryGet(flow.Key, out _);
        flow = compensates
            ? flow with { State = FlowState.Compensating, Outcome = o.Outcome }
            : flow with { State = o.State, Outcome = o.Outcome, EndedAt = o.At };
        tables.Flows.Set(o.Key.FlowId, flow);
        if (o.State != FlowState.Succeeded)
            tables.Cancel(flow.Key, "", o.At);
        if (compensates)
            compensations.StartIfIdle(flow.Key, o.At);
        return Get(o.Key);
    }

    public FlowRecord EndCompensations(EndCompensations o)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State == FlowState.Compensating)
            tables.Flows.Set(o.Key.FlowId, flow with { State = o.State, Outcome = o.Outcome, EndedAt = o.At });
        return Get(o.Key);
    }

    public FlowRecord[] Read(ReadFlows o) =>
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

    public FlowKey[] Expired(ReadExpired o) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Deadline < o.Now)
            .OrderBy(f => f.Deadline)
            .Take(o.Limit)
            .Select(f => f.Key),
    ];
}
