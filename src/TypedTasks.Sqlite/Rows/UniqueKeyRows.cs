using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Keys that one flow holds at a time.</summary>
internal sealed class UniqueKeyRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT flow, until FROM unique_keys WHERE key = ?");

    private readonly Statement set = database.Prepare(
        "INSERT INTO unique_keys(key, flow, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET flow = excluded.flow, until = excluded.until");

    public UniqueHold? Find(string key)
    {
        using var rows = find.Text(key).Query();
        return rows.Next() ? new(key, rows.Text(0), rows.Time(1)) : null;
    }

    public void Set(UniqueHold hold) => set.Text(hold.Key).Text(hold.FlowId).Time(hold.Until).Run();
}
