using TypedTasks.Sqlite.Database;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Values that were put aside.</summary>
internal sealed class ValueRows(SqliteDatabase database)
{
    // SQLite holds a value that is bound or selected in memory once or twice more; a large one is written and read in place.
    private const int Large = 64 * 1024;

    private readonly Statement find = database.Prepare("SELECT rowid, length(json) FROM kept_values WHERE flow = ? AND path = ?");

    private readonly Statement read = database.Prepare("SELECT json FROM kept_values WHERE rowid = ?");

    private readonly Statement paths = database.Prepare("SELECT path FROM kept_values WHERE flow = ?");

    private readonly Statement insert = database.Prepare(
        "INSERT INTO kept_values(flow, path, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement insertLarge = database.Prepare(
        "INSERT INTO kept_values(flow, path, json) VALUES (?, ?, zeroblob(?)) ON CONFLICT DO NOTHING");

    private readonly Statement delete = database.Prepare("DELETE FROM kept_values WHERE flow = ? AND path = ?");

    public byte[]? Find(string flow, string path)
    {
        if (FindRow(flow, path) is not (var row, var length))
            return null;
        if (length >= Large)
            return database.ReadBlob("kept_values", "json", row, length);
        using var rows = read.Int(row).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }

    public void Add(ValueAdded c)
    {
        if (c.Json.Length < Large)
            insert.Text(c.FlowId).Text(c.Path).Blob(c.Json.Span).Run();
        else if (insertLarge.Text(c.FlowId).Text(c.Path).Int(c.Json.Length).Run() > 0)
            database.WriteBlob("kept_values", "json", database.LastInsertId, c.Json.Span);
    }

    public void Free(ValuesFreed c)
    {
        List<string> freed = [];
        using (var rows = paths.Text(c.FlowId).Query())
        {
            while (rows.Next())
            {
                var path = rows.Text(0);
                if (!c.KeptPaths.Contains(path) && !path.StartsWith(c.KeptPrefix, StringComparison.Ordinal))
                    freed.Add(path);
            }
        }

        foreach (var path in freed)
            delete.Text(c.FlowId).Text(path).Run();
    }

    private (long Row, int Length)? FindRow(string flow, string path)
    {
        using var rows = find.Text(flow).Text(path).Query();
        return rows.Next() ? (rows.Long(0), rows.Int(1)) : null;
    }
}
