using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Workers, and what they follow.</summary>
internal sealed class WorkerRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT json FROM workers WHERE id = ?");

    private readonly Statement all = database.Prepare("SELECT json FROM workers ORDER BY id");

    private readonly Statement set = database.Prepare("INSERT INTO workers(id, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json");

    private readonly Statement remove = database.Prepare("DELETE FROM workers WHERE id = ?");

    private readonly Statement allControls = database.Prepare("SELECT json FROM controls ORDER BY key");

    private readonly Statement controls = database.Prepare("SELECT json FROM controls WHERE worker IS NULL OR worker = ? ORDER BY key");

    private readonly Statement setControl = database.Prepare(
        "INSERT INTO controls(key, worker, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json");

    private readonly Statement removeControls = database.Prepare("DELETE FROM controls WHERE worker = ?");

    public WorkerRow? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? WorkerJson.ReadWorker(rows.Blob(0)) : null;
    }

    public WorkerList FindAll(DateTimeOffset now)
    {
        using var rows = all.Query();
        List<WorkerRow> found = [];
        while (rows.Next())
            found.Add(WorkerJson.ReadWorker(rows.Blob(0)));
        return new(now, found);
    }

    public List<WorkerControl> Find(ReadControls q)
    {
        using var rows = q.Worker is { } worker ? controls.Text(worker).Query() : allControls.Query();
        List<WorkerControl> found = [];
        while (rows.Next())
            found.Add(WorkerJson.ReadControl(rows.Blob(0)));
        return found;
    }

    public void Set(WorkerRow worker) => set.Text(worker.Id).Blob(WorkerJson.Write(worker)).Run();

    public void Remove(string id)
    {
        remove.Text(id).Run();
        removeControls.Text(id).Run();
    }

    public void Set(ControlChanged c) => setControl.Text(c.Key).Text(c.Control.Worker).Blob(WorkerJson.Write(c.Control)).Run();
}
