using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Failed flows that run again.</summary>
internal sealed class RetryRunner(InMemoryTables tables)
{
    public TaskMessage? Park(ParkMessage o)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State is not (FlowState.Running or FlowState.Compensating or FlowState.Failed) || tables.Parked.TryGet(o.Message.Id, out _))
            return null;
        var isOld = o.Key.Generation < flow.Key.Generation;
        var row = new ParkedRow(o.Key, o.Message, tables.Parked.Rows.Count, isOld);
        tables.Parked.Set(o.Message.Id, row);
        if (!isOld)
            return null;
        var carried = o.Carry(o.Message, flow.Key.Generation);
        if (flow.State == FlowState.Running)
        {
            Owe(carried);
            return carried;
        }

        // The retry has failed as well: the next one sends it.
        tables.Parked.Set(carried.Id, new(flow.Key, carried, row.Order, false));
        return null;
    }

    public FlowRecord Retry(RetryFlow o, JoinRunner joins)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State != FlowState.Failed || flow.Key != o.Key || joins.Compensable(o.Key.FlowId).Any())
            return flow;
        var parked = tables.Parked.RowsOf(o.Key.FlowId).Select(static r => r.Value).Where(r => r.Flow == o.Key && !r.Carried).OrderBy(r => r.Order).ToArray();
        var decision = o.Decide(joins.Summaries(o.Key.FlowId), [.. parked.Select(r => r.Message)]);
        foreach (var row in parked)
            tables.Parked.Set(row.Message.Id, row with { Carried = true });
        foreach (var path in decision.Reopened)
            joins.Reopen(new(o.Key.FlowId, path));
        foreach (var message in decision.Messages)
            Owe(message);
        flow = flow with
        {
            Key = o.Key with { Generation = o.Key.Generation + 1 },
            State = FlowState.Running,
            Deadline = StoreTime.After(tables.Now, o.Lifetime),
            EndedAt = null,
            Outcome = default,
        };
        tables.Flows.Set(o.Key.FlowId, flow);
        if (decision.Compensation is { } compensation)
            tables.Compensations.Set(flow.Key, compensation);
        return flow;
    }

    private void Owe(TaskMessage message) => tables.Owe(message, tables.Now);
}
