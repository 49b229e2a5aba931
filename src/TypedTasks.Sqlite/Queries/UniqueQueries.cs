using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Keys that one flow holds at a time.</summary>
internal sealed class UniqueQueries(SqliteDatabase database)
{
    private readonly Statement holder = database.Prepare(
        "SELECT f.id FROM unique_keys AS u JOIN flows AS f ON f.id = u.flow WHERE u.key = ? AND (f.state = 1 OR u.until > ?)");

    private readonly Statement set = database.Prepare(
        "INSERT INTO unique_keys(key, flow, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET flow = excluded.flow, until = excluded.until");

    /// <summary>The flow that holds a key, or null.</summary>
    public string? Holder(string key, DateTimeOffset now)
    {
        using var rows = holder.Text(key).Time(now).Query();
        return rows.Next() ? rows.Text(0) : null;
    }

    public void Set(string key, string flow, DateTimeOffset until) => set.Text(key).Text(flow).Time(until).Run();
}
