using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Which steps of flows with compensations run, and when nothing of a flow runs any more.</summary>
internal sealed class CompensationRunner(InMemoryTables tables)
{
    public bool Begin(BeginStep o)
    {
        if (!tables.Flows.TryGet(o.Key.FlowId, out var flow) || flow.State != FlowState.Running || flow.Key != o.Key)
            return false;
        if (tables.Cancellations.Rows.Keys.Any(c => c.Flow == o.Key && StepPath.IsWithin(o.Path, c.Path)))
            return false;
        if (!tables.Begun.TryGet((o.Key, o.Path), out var last) || last.Run <= o.Run)
            tables.Begun.Set((o.Key, o.Path), (o.Run, false));
        return true;
    }

    public TaskMessage? End(EndStep o)
    {
        var isKnown = tables.Begun.TryGet((o.Key, o.Path), out var last);
        if (!isKnown || last.Run <= o.Run)
        {
            // Kept where it never began: an older run whose worker is late must not begin after it.
            tables.Begun.Set((o.Key, o.Path), (o.Run, true));
            if (isKnown && !last.HasEnded)
                StartIfIdle(o.Key);
        }

        return Owed(o.Key);
    }

    public void StartIfIdle(FlowKey key)
    {
        if (tables.Flows.TryGet(key.FlowId, out var flow) && flow.State == FlowState.Compensating && flow.Key == key
            && tables.Compensations.TryGet(key, out var message)
            && !tables.Begun.Rows.Any(b => b.Key.Flow == key && !b.Value.HasEnded))
        {
            tables.Owe(message, tables.Now);
        }
    }

    public TaskMessage? Owed(FlowKey key) =>
        tables.Compensations.TryGet(key, out var message) && tables.Owed.TryGet(message.Id, out var row) ? row.Message : null;
}
