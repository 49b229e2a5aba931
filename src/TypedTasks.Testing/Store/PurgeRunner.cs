using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>What goes: flows that are no longer kept, and values that nothing needs.</summary>
internal sealed class PurgeRunner(InMemoryTables tables)
{
    public FlowRecord[] Find(FindPurgeable o) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.IsTerminal && f.EndedAt <= StoreTime.Before(tables.Now, o.EndedFor) && f.Matches(o.Filter))
            .OrderBy(f => f.EndedAt)
            .ThenBy(f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(o.Limit),
    ];

    public string[] Find(FindUnusedPlans o) =>
    [
        .. tables.Plans.Rows
            .Where(p => IsUnused(p.Key, p.Value.UsedAt, o.UnusedFor))
            .Select(p => p.Key)
            .Order(StringComparer.Ordinal)
            .Take(o.Limit),
    ];

    public bool Delete(DeleteFlow o)
    {
        if (!tables.Flows.TryGet(o.FlowId, out var flow) || !flow.IsTerminal || flow.EndedAt > StoreTime.Before(tables.Now, o.EndedFor))
            return false;
        Delete(flow);
        return true;
    }

    public bool Delete(DeletePlan o) =>
        tables.Plans.TryGet(o.PlanHash, out var plan) && IsUnused(o.PlanHash, plan.UsedAt, o.UnusedFor) && tables.Plans.Remove(o.PlanHash);

    private bool IsUnused(string hash, DateTimeOffset usedAt, TimeSpan unusedFor) =>
        usedAt <= StoreTime.Before(tables.Now, unusedFor) && !tables.Flows.Rows.Values.Any(f => f.PlanHash == hash);

    public void Free(FreeResults o)
    {
        var flow = tables.FlowOf(o.Key);
        if (flow.State != FlowState.Succeeded || !tables.Frees.TryGet(flow.Key.FlowId, out _))
            return;
        HashSet<string> joins = [];
        HashSet<string> values = [];
        Keep(flow.Key.FlowId, flow.Outcome.Value, joins, values);
        foreach (var (key, outcome) in tables.Members.RowsOf(flow.Key.FlowId).Where(m => !joins.Contains(m.Key.Join.Path) && m.Value.Succeeded))
            tables.Members.Set(key, new(new(ValueKind.Freed, default, null, 0), null));
        foreach (var (key, _) in tables.Values.RowsOf(flow.Key.FlowId).Where(v => !values.Contains(v.Key.Path) && !v.Key.Path.StartsWith("plan:", StringComparison.Ordinal)))
            tables.Values.Remove(key);
        Remove(tables.Parked, flow.Key.FlowId);
    }

    private void Keep(string flow, FlowValue value, HashSet<string> joins, HashSet<string> values)
    {
        if (value.Kind == ValueKind.Stored)
            values.Add(value.Path!);
        if (value.Kind is ValueKind.None or ValueKind.Inline or ValueKind.Stored || !joins.Add(value.Path!))
            return;
        foreach (var (_, member) in tables.Members.RowsOf(flow).Where(m => m.Key.Join.Path == value.Path))
            Keep(flow, member.Value, joins, values);
    }

    private void Delete(FlowRecord flow)
    {
        var id = flow.Key.FlowId;
        tables.Flows.Remove(id);
        tables.Nonces.Remove(id);
        Remove(tables.Members, id);
        Remove(tables.Joins, id);
        Remove(tables.Values, id);
        Remove(tables.Cancellations, k => k.Flow.FlowId == id);
        foreach (var (sequence, _) in tables.CancellationLog.Rows.Where(c => c.Value.Key.FlowId == id).ToArray())
            tables.CancellationLog.Remove(sequence);
        foreach (var (messageId, _) in tables.Owed.Rows.Where(r => r.Value.Message.FlowId == id).ToArray())
            tables.Owed.Remove(messageId);
        foreach (var (key, _) in tables.Uniques.Rows.Where(u => u.Value.Flow == id).ToArray())
            tables.Uniques.Remove(key);
        Remove(tables.Parked, id);
        tables.Frees.Remove(id);
        Remove(tables.Compensations, k => k.FlowId == id);
        Remove(tables.Closed, k => k.FlowId == id);
        Remove(tables.Begun, k => k.Flow.FlowId == id);
        tables.Steps.Remove(id);
    }

    private static void Remove<TKey, TRow>(Table<TKey, TRow> table, string flow)
        where TKey : notnull
    {
        foreach (var (key, _) in table.RowsOf(flow))
            table.Remove(key);
    }

    private static void Remove<TKey, TRow>(Table<TKey, TRow> table, Func<TKey, bool> match)
        where TKey : notnull
    {
        foreach (var key in table.Rows.Keys.Where(match).ToArray())
            table.Remove(key);
    }
}
