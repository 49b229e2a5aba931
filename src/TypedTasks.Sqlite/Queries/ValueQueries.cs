using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Values too large for a message.</summary>
internal sealed class ValueQueries(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        "INSERT INTO kept_values(flow, path, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare("SELECT json FROM kept_values WHERE flow = ? AND path = ?");

    public void Put(PutValue o) =>
        insert.Text(o.Key.FlowId).Text(o.Path).Blob(o.Json.Span).Run();

    public byte[]? Get(GetValue o)
    {
        using var rows = find.Text(o.Key.FlowId).Text(o.Path).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }
}
