using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Rate limits and permits.</summary>
internal sealed class PermitRunner(InMemoryTables tables)
{
    private long order;

    public TimeSpan Reserve(ReserveStart o)
    {
        var start = tables.Starts.TryGet(o.Name, out var next) && next > tables.Now ? next : tables.Now;
        tables.Starts.Set(o.Name, start + o.Interval);
        return start - tables.Now;
    }

    public bool Acquire(AcquirePermit o)
    {
        if (tables.Permits.TryGet((o.Name, o.Holder), out var known)
            && !(known.State == PermitState.GivenBack && known.MessageId == o.MessageId))
        {
            var holds = known.State == PermitState.Held && known.MessageId == o.MessageId;
            if (holds && o.DeliveryCount > known.DeliveryCount)
                tables.Permits.Set((o.Name, o.Holder), known with { DeliveryCount = o.DeliveryCount });
            return holds;
        }

        foreach (var lost in Rows(o.Name).Where(r => r.Value.State != PermitState.Waiting && r.Value.At < StoreTime.Before(tables.Now, o.LostAfter)).ToArray())
            tables.Permits.Remove(lost.Key);
        var granted = Rows(o.Name).Count(static r => r.Value.State == PermitState.Held) < o.Limit;
        tables.Permits.Set(
            (o.Name, o.Holder),
            granted
                ? new(o.MessageId, o.DeliveryCount, PermitState.Held, tables.Now, ++order)
                : new(o.Waiting.Id, 0, PermitState.Waiting, tables.Now, ++order));
        if (granted)
            return true;
        tables.Owe(o.Waiting, DateTimeOffset.MaxValue);
        foreach (var held in Of(o.Holder))
            tables.Permits.Set(held.Key, held.Value with { MessageId = o.Waiting.Id, DeliveryCount = 0 });
        return false;
    }

    public TaskMessage[] Release(ReleasePermits o)
    {
        var due = new List<TaskMessage>();
        foreach (var (key, row) in Of(o.Holder))
        {
            if (row.State != PermitState.Held || row.MessageId != o.MessageId || row.DeliveryCount > o.DeliveryCount)
                continue;
            if (row.MessageId == o.Holder)
                tables.Permits.Remove(key);
            else
                tables.Permits.Set(key, row with { State = PermitState.GivenBack, At = tables.Now });
            if (Grant(key.Name) is { } next)
                due.Add(next);
        }

        return [.. due];
    }

    private TaskMessage? Grant(string name)
    {
        var waiting = Rows(name).Where(static r => r.Value.State == PermitState.Waiting).OrderBy(static r => r.Value.Order).Take(1).ToArray();
        if (waiting is not [var next])
            return null;
        tables.Permits.Set(next.Key, next.Value with { State = PermitState.Held, At = tables.Now });
        if (!tables.Owed.TryGet(next.Value.MessageId, out var row))
            return null;
        tables.Owed.Set(row.Message.Id, row with { Since = tables.Now });
        return row.Message;
    }

    private IEnumerable<KeyValuePair<(string Name, string Holder), PermitRow>> Rows(string name) =>
        tables.Permits.Rows.Where(r => r.Key.Name == name);

    private KeyValuePair<(string Name, string Holder), PermitRow>[] Of(string holder) =>
        [.. tables.Permits.Rows.Where(r => r.Key.Holder == holder).OrderBy(static r => r.Key.Name, StringComparer.Ordinal)];
}
