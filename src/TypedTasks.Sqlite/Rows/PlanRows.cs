using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Plans, which flows share by content.</summary>
internal sealed class PlanRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare("SELECT json FROM plans WHERE hash = ?");

    private readonly Statement used = database.Prepare("SELECT used FROM plans WHERE hash = ?");

    private readonly Statement insert = database.Prepare("INSERT INTO plans(hash, json, used) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement mark = database.Prepare("UPDATE plans SET used = ? WHERE hash = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM plans WHERE hash = ?");

    private readonly Statement unused = database.Prepare(
        "SELECT hash FROM plans WHERE used <= ? AND NOT EXISTS (SELECT 1 FROM flows WHERE plan = hash) ORDER BY hash LIMIT ?");

    public byte[]? Find(string hash)
    {
        using var rows = find.Text(hash).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }

    public DateTimeOffset? UsedAt(string hash)
    {
        using var rows = used.Text(hash).Query();
        return rows.Next() ? rows.Time(0) : null;
    }

    public void Add(PlanAdded c) => insert.Text(c.Hash).Blob(c.Json.Span).Time(c.UsedAt).Run();

    public void Mark(PlanUsed c) => mark.Time(c.UsedAt).Text(c.Hash).Run();

    public void Delete(string hash) => delete.Text(hash).Run();

    public List<string> Find(FindUnusedPlans q, DateTimeOffset now)
    {
        List<string> hashes = [];
        using var rows = unused.Time(StoreTime.Before(now, q.UnusedFor)).Int(q.Limit).Query();
        while (rows.Next())
            hashes.Add(rows.Text(0));
        return hashes;
    }
}
