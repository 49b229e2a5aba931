using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Rate limits.</summary>
internal sealed class RateRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT next FROM starts WHERE name = ?");

    private readonly Statement set = database.Prepare(
        "INSERT INTO starts(name, next) VALUES (?, ?) ON CONFLICT DO UPDATE SET next = excluded.next");

    public Rate? Find(string name)
    {
        using var rows = find.Text(name).Query();
        return rows.Next() ? new(name, rows.Time(0)) : null;
    }

    public void Set(Rate rate) => set.Text(rate.Name).Time(rate.Next).Run();
}
