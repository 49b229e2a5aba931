using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Messages that are due and not known to have reached the broker, and those that wait to become due.</summary>
internal sealed class OwedRows(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        $"INSERT INTO owed({MessageColumns.Names}, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare($"SELECT {MessageColumns.Names}, since FROM owed WHERE id = ?");

    private readonly Statement due = database.Prepare("UPDATE owed SET since = ? WHERE id = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM owed WHERE id = ? AND (since IS NULL) = ?");

    private readonly Statement old = database.Prepare($"SELECT {MessageColumns.Names} FROM owed WHERE since <= ? ORDER BY since, rowid LIMIT ?");

    public OwedMessage? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? new(MessageColumns.Read(rows, 0), rows.TimeOrNull(MessageColumns.Count)) : null;
    }

    public void Add(OwedMessage owed) => insert.Message(owed.Message).Time(owed.Since).Run();

    public void SetDue(OwedDue c) => due.Time(c.Since).Text(c.MessageId).Run();

    public void Delete(OwedDeleted c) => delete.Text(c.MessageId).Flag(c.Waits).Run();

    public List<TaskMessage> Find(FindOwed q, DateTimeOffset now)
    {
        List<TaskMessage> messages = [];
        using var rows = old.Time(StoreTime.Before(now, q.OwedFor)).Int(q.Limit).Query();
        while (rows.Next())
            messages.Add(MessageColumns.Read(rows, 0));
        return messages;
    }
}
