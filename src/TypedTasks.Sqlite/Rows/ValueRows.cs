using TypedTasks.Sqlite.Database;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Values that were put aside.</summary>
internal sealed class ValueRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT json FROM kept_values WHERE flow = ? AND path = ?");

    private readonly Statement paths = database.Prepare("SELECT path FROM kept_values WHERE flow = ?");

    private readonly Statement insert = database.Prepare(
        "INSERT INTO kept_values(flow, path, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement delete = database.Prepare("DELETE FROM kept_values WHERE flow = ? AND path = ?");

    public byte[]? Find(string flow, string path)
    {
        using var rows = find.Text(flow).Text(path).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }

    public void Add(ValueAdded c) => insert.Text(c.FlowId).Text(c.Path).Blob(c.Json.Span).Run();

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
}
