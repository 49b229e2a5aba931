using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Messages that are due and not known to have reached the broker, and those that wait to become due.</summary>
internal sealed class OwedRows(SqliteDatabase database)
{
    private const string Columns = $"{MessageColumns.Names}, deferral";

    private readonly Statement insert = database.Prepare(
        $"INSERT INTO owed({MessageColumns.Names}, since, deferral) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare($"SELECT {Columns}, since FROM owed WHERE id = ?");

    private readonly Statement waiting = database.Prepare($"SELECT {Columns} FROM owed WHERE flow = ? AND since IS NULL ORDER BY rowid");

    private readonly Statement due = database.Prepare("UPDATE owed SET since = ? WHERE id = ?");

    private readonly Statement wait = database.Prepare("UPDATE owed SET since = NULL WHERE id = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM owed WHERE id = ? AND (since IS NULL) = ?");

    private readonly Statement old = database.Prepare($"SELECT {Columns} FROM owed WHERE since <= ? ORDER BY since, rowid LIMIT ?");

    public OwedMessage? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? new(Read(rows), rows.TimeOrNull(MessageColumns.Count + 1)) : null;
    }

    public void Add(OwedMessage owed) => insert.Message(owed.Message).Time(owed.Since).Int(owed.Message.Deferral).Run();

    public void SetDue(OwedDue c) => due.Time(c.Since).Text(c.MessageId).Run();

    public void SetWaiting(string messageId) => wait.Text(messageId).Run();

    public void Delete(OwedDeleted c) => delete.Text(c.MessageId).Flag(c.Waits).Run();

    public List<TaskMessage> Find(FindOwed q, DateTimeOffset now)
    {
        List<TaskMessage> messages = [];
        using var rows = old.Time(StoreTime.Before(now, q.OwedFor)).Int(q.Limit).Query();
        while (rows.Next())
            messages.Add(Read(rows));
        return messages;
    }

    public List<TaskMessage> FindWaiting(string flow)
    {
        List<TaskMessage> messages = [];
        using var rows = waiting.Text(flow).Query();
        while (rows.Next())
            messages.Add(Read(rows));
        return messages;
    }

    private static TaskMessage Read(Statement.Rows rows)
    {
        var message = MessageColumns.Read(rows, 0);
        return rows.Int(MessageColumns.Count) is > 0 and var deferral ? message with { Deferral = deferral } : message;
    }
}
