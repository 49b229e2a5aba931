using TypedTasks.Plans;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Cancelled scopes, in the order in which they were cancelled.</summary>
internal sealed class CancellationQueries(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        "INSERT INTO cancellations(flow, generation, path, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement after = database.Prepare(
        "SELECT sequence, flow, generation, path, at FROM cancellations WHERE sequence > ? AND at >= ? ORDER BY sequence LIMIT ?");

    private readonly Statement paths = database.Prepare("SELECT path FROM cancellations WHERE flow = ? AND generation = ?");

    public void Insert(FlowKey key, string path, DateTimeOffset at) =>
        insert.Text(key.FlowId).Int(key.Generation).Text(path).Time(at).Run();

    public List<Cancellation> Read(ReadCancellations o, DateTimeOffset now)
    {
        List<Cancellation> found = [];
        using var rows = after.Int(o.After).Time(StoreTime.Before(now, o.Within)).Int(o.Limit).Query();
        while (rows.Next())
            found.Add(new(rows.Long(0), new(rows.Text(1), rows.Int(2)), rows.Text(3), rows.Time(4)));
        return found;
    }

    public bool IsCancelled(FlowKey key, string path)
    {
        using var rows = paths.Text(key.FlowId).Int(key.Generation).Query();
        while (rows.Next())
        {
            if (StepPath.IsWithin(path, rows.Text(0)))
                return true;
        }

        return false;
    }
}
