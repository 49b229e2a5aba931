using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Cancelled scopes, in the order in which they were cancelled.</summary>
internal sealed class CancellationRows(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        "INSERT INTO cancellations(flow, generation, path, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement paths = database.Prepare("SELECT path FROM cancellations WHERE flow = ? AND generation = ?");

    private readonly Statement after = database.Prepare(
        "SELECT sequence, flow, generation, path, at FROM cancellations WHERE sequence > ? AND at >= ? ORDER BY sequence LIMIT ?");

    public void Add(ScopeCancelled c) => insert.Text(c.Key.FlowId).Int(c.Key.Generation).Text(c.Path).Time(c.At).Run();

    public bool Has(FlowKey key, IReadOnlyList<string> scopes)
    {
        using var rows = paths.Text(key.FlowId).Int(key.Generation).Query();
        while (rows.Next())
        {
            if (scopes.Contains(rows.Text(0)))
                return true;
        }

        return false;
    }

    public List<Cancellation> Find(ReadCancellations q, DateTimeOffset now)
    {
        List<Cancellation> found = [];
        using var rows = after.Int(q.After).Time(StoreTime.Before(now, q.Within)).Int(q.Limit).Query();
        while (rows.Next())
            found.Add(new(rows.Long(0), new(rows.Text(1), rows.Int(2)), rows.Text(3), rows.Time(4)));
        return found;
    }
}
