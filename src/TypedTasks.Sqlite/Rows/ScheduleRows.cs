using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Schedules.</summary>
internal sealed class ScheduleRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT json FROM schedules WHERE name = ?");

    private readonly Statement all = database.Prepare("SELECT json FROM schedules ORDER BY name");

    private readonly Statement set = database.Prepare(
        "INSERT INTO schedules(name, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json");

    private readonly Statement delete = database.Prepare("DELETE FROM schedules WHERE name = ?");

    public ScheduleState? Find(string name)
    {
        using var rows = find.Text(name).Query();
        return rows.Next() ? ScheduleJson.Read(rows.Blob(0)) : null;
    }

    public List<ScheduleState> FindAll()
    {
        using var rows = all.Query();
        List<ScheduleState> found = [];
        while (rows.Next())
            found.Add(ScheduleJson.Read(rows.Blob(0)));
        return found;
    }

    public void Delete(string name) => delete.Text(name).Run();

    public void Set(ScheduleState schedule) => set.Text(schedule.Name).Blob(ScheduleJson.Write(schedule)).Run();
}
