using TypedTasks.Contracts;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Messages that are due and not known to have reached the broker.</summary>
internal sealed class OwedQueries(SqliteDatabase database)
{
    private const string Columns = "id, queue, flow, subject, step, attempt, not_before, trace_parent, body";

    private readonly Statement insert = database.Prepare(
        $"INSERT INTO owed({Columns}, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM owed WHERE id = ?");

    private readonly Statement findDue = database.Prepare($"SELECT {Columns} FROM owed WHERE id = ? AND since < ?");

    private readonly Statement due = database.Prepare("UPDATE owed SET since = ? WHERE id = ?");

    private readonly Statement old = database.Prepare($"SELECT {Columns} FROM owed WHERE since < ? ORDER BY since, rowid LIMIT ?");

    private readonly Statement delete = database.Prepare("DELETE FROM owed WHERE id = ?");

    /// <summary>Keeps a message that becomes due when something happens.</summary>
    public void InsertLater(TaskMessage message) => Insert(message, DateTimeOffset.MaxValue);

    public void SetDue(string id, DateTimeOffset since) => due.Time(since).Text(id).Run();

    public TaskMessage? FindDue(string id)
    {
        using var rows = findDue.Text(id).Time(DateTimeOffset.MaxValue).Query();
        return rows.Next() ? Read(rows) : null;
    }

    public void Insert(TaskMessage message, DateTimeOffset since) =>
        insert
            .Text(message.Id).Text(message.Queue).Text(message.FlowId).Text(message.Subject).Text(message.Step)
            .Int(message.Attempt).Time(message.NotBefore).Text(message.TraceParent).Blob(message.Body.Span).Time(since)
            .Run();

    public TaskMessage? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? Read(rows) : null;
    }

    public List<TaskMessage> ReadOwed(ReadOwed o)
    {
        List<TaskMessage> messages = [];
        using var rows = old.Time(o.Before).Int(o.Limit).Query();
        while (rows.Next())
            messages.Add(Read(rows));
        return messages;
    }

    public void Delete(string id) => delete.Text(id).Run();

    private static TaskMessage Read(Statement.Rows rows) => new()
    {
        Id = rows.Text(0),
        Queue = rows.Text(1),
        FlowId = rows.Text(2),
        Subject = rows.Text(3),
        Step = rows.Text(4),
        Attempt = rows.Int(5),
        NotBefore = rows.TimeOrNull(6),
        TraceParent = rows.TextOrNull(7),
        Body = rows.Blob(8),
    };
}
