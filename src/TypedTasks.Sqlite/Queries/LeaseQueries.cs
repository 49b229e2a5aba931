using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>What one process does at a time.</summary>
internal sealed class LeaseQueries(SqliteDatabase database)
{
    private readonly Statement acquire = database.Prepare(
        """
        INSERT INTO leases(name, owner, until) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET owner = excluded.owner, until = excluded.until
        WHERE owner = excluded.owner OR until <= ?4
        """);

    public bool Acquire(AcquireLease o, DateTimeOffset now) =>
        acquire.Text(o.Name).Text(o.Owner).Time(StoreTime.After(now, o.Duration)).Time(now).Run() == 1;
}
