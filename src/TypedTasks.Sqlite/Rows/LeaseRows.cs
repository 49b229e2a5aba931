using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What one process does at a time.</summary>
internal sealed class LeaseRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT owner, until FROM leases WHERE name = ?");

    private readonly Statement set = database.Prepare(
        "INSERT INTO leases(name, owner, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET owner = excluded.owner, until = excluded.until");

    public Lease? Find(string name)
    {
        using var rows = find.Text(name).Query();
        return rows.Next() ? new(name, rows.Text(0), rows.Time(1)) : null;
    }

    public void Set(Lease lease) => set.Text(lease.Name).Text(lease.Owner).Time(lease.Until).Run();
}
