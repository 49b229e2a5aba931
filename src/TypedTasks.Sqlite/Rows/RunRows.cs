using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Which steps of flows with compensations run.</summary>
internal sealed class RunRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT run, ended FROM begun WHERE flow = ? AND generation = ? AND path = ?");

    private readonly Statement running = database.Prepare(
        "SELECT 1 FROM begun WHERE flow = ? AND generation = ? AND ended = 0 AND path IS NOT ? LIMIT 1");

    private readonly Statement set = database.Prepare(
        "INSERT INTO begun(flow, generation, path, run, ended) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET run = excluded.run, ended = excluded.ended");

    public BegunStep? Find(FlowKey key, string path)
    {
        using var rows = find.Text(key.FlowId).Int(key.Generation).Text(path).Query();
        return rows.Next() ? new(key, path, rows.Long(0), rows.Flag(1)) : null;
    }

    public bool Any(FlowKey key, string? except)
    {
        using var rows = running.Text(key.FlowId).Int(key.Generation).Text(except).Query();
        return rows.Next();
    }

    public void Set(BegunStep run) => set.Text(run.Key.FlowId).Int(run.Key.Generation).Text(run.Path).Int(run.Run).Flag(run.HasEnded).Run();
}
