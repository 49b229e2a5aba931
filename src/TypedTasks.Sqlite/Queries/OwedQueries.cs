using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Messages that are due and not known to have reached the broker.</summary>
internal sealed class OwedQueries(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        $"INSERT INTO owed({MessageColumns.Names}, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare($"SELECT {MessageColumns.Names} FROM owed WHERE id = ?");

    private readonly Statement findDue = database.Prepare($"SELECT {MessageColumns.Names} FROM owed WHERE id = ? AND since < ?");

    private readonly Statement due = database.Prepare("UPDATE owed SET since = ? WHERE id = ?");

    private readonly Statement old = database.Prepare($"SELECT {MessageColumns.Names} FROM owed WHERE since <= ? ORDER BY since, rowid LIMIT ?");

    private readonly Statement delete = database.Prepare("DELETE FROM owed WHERE id = ?");

    /// <summary>Keeps a message that becomes due when something happens.</summary>
    public void InsertLater(TaskMessage message) => Insert(message, DateTimeOffset.MaxValue);

    public void SetDue(string id, DateTimeOffset since) => due.Time(since).Text(id).Run();

    public TaskMessage? FindDue(string id)
    {
        using var rows = findDue.Text(id).Time(DateTimeOffset.MaxValue).Query();
        return rows.Next() ? MessageColumns.Read(rows) : null;
    }

    public void Insert(TaskMessage message, DateTimeOffset since) =>
        insert.Message(message).Time(since).Run();

    public TaskMessage? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? MessageColumns.Read(rows) : null;
    }

    public List<TaskMessage> Find(FindOwed o, DateTimeOffset now)
    {
        List<TaskMessage> messages = [];
        using var rows = old.Time(StoreTime.Before(now, o.OwedFor)).Int(o.Limit).Query();
        while (rows.Next())
            messages.Add(MessageColumns.Read(rows));
        return messages;
    }

    public void Delete(string id) => delete.Text(id).Run();
}
