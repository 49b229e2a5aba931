using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Messages that are due and not known to have reached the broker, and those that wait to become due.</summary>
internal sealed class OwedRows(SqliteDatabase database)
{
    private const string Columns = $"{MessageColumns.Names}, deferral";
    private const string All = $"{Columns}, since, origin, handed_off";

    private readonly Statement insert = database.Prepare(
        $"INSERT INTO owed({All}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare($"SELECT {All} FROM owed WHERE id = ?");

    private readonly Statement all = database.Prepare($"SELECT {All} FROM owed WHERE flow = ? ORDER BY rowid");

    private readonly Statement handedOff = database.Prepare($"SELECT {All} FROM owed WHERE flow = ? AND origin = ? ORDER BY rowid");

    private readonly Statement due = database.Prepare("UPDATE owed SET since = ? WHERE id = ?");

    private readonly Statement wait = database.Prepare("UPDATE owed SET since = NULL WHERE id = ?");

    private readonly Statement handOff = database.Prepare("UPDATE owed SET since = NULL, handed_off = ?1, body = CASE ?1 WHEN 2 THEN x'' ELSE body END WHERE id = ?2");

    private readonly Statement delete = database.Prepare("DELETE FROM owed WHERE id = ? AND (since IS NULL) = ?");

    private readonly Statement old = database.Prepare($"SELECT {Columns} FROM owed WHERE since <= ? ORDER BY since, rowid LIMIT ?");

    public OwedMessage? Find(string id)
    {
        using var rows = find.Text(id).Query();
        return rows.Next() ? ReadOwed(rows) : null;
    }

    public void Add(OwedMessage owed) => insert.Message(owed.Message).Int(owed.Message.Deferral).Time(owed.Since).Text(owed.Origin).Int((int)owed.HandOff).Run();

    public void SetDue(OwedDue c) => due.Time(c.Since).Text(c.MessageId).Run();

    public void SetHandedOff(OwedHandedOff c) => handOff.Int((int)c.State).Text(c.MessageId).Run();

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

    public List<OwedMessage> FindAll(string flow) => FindAll(all.Text(flow));

    public List<OwedMessage> FindHandedOff(string flow, string origin) => FindAll(handedOff.Text(flow).Text(origin));

    private static List<OwedMessage> FindAll(Statement statement)
    {
        List<OwedMessage> messages = [];
        using var rows = statement.Query();
        while (rows.Next())
            messages.Add(ReadOwed(rows));
        return messages;
    }

    private static OwedMessage ReadOwed(Statement.Rows rows) =>
        new(Read(rows), rows.TimeOrNull(MessageColumns.Count + 1))
        {
            Origin = rows.TextOrNull(MessageColumns.Count + 2),
            HandOff = (HandOffState)rows.Int(MessageColumns.Count + 3),
        };

    private static TaskMessage Read(Statement.Rows rows)
    {
        var message = MessageColumns.Read(rows, 0);
        return rows.Int(MessageColumns.Count) is > 0 and var deferral ? message with { Deferral = deferral } : message;
    }
}
