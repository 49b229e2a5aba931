using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Messages that were settled without success. One that was carried over keeps its row, without its body, as the mark of it.</summary>
internal sealed class ParkedRows(SqliteDatabase database)
{
    private readonly Statement has = database.Prepare("SELECT 1 FROM parked WHERE id = ?");

    private readonly Statement find = database.Prepare(
        $"SELECT {MessageColumns.Names} FROM parked WHERE flow = ? AND generation = ? AND carried = 0 ORDER BY rowid");

    private readonly Statement insert = database.Prepare(
        $"INSERT INTO parked({MessageColumns.Names}, generation, carried) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement carry = database.Prepare("UPDATE parked SET carried = 1, body = x'' WHERE flow = ? AND generation = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM parked WHERE flow = ?");

    public bool Has(string id)
    {
        using var rows = has.Text(id).Query();
        return rows.Next();
    }

    public List<TaskMessage> Find(FlowKey key)
    {
        List<TaskMessage> messages = [];
        using var rows = find.Text(key.FlowId).Int(key.Generation).Query();
        while (rows.Next())
            messages.Add(MessageColumns.Read(rows, 0));
        return messages;
    }

    public void Add(ParkedMessage parked) =>
        insert.Message(parked.Message, parked.IsCarried ? default : parked.Message.Body).Int(parked.Key.Generation).Flag(parked.IsCarried).Run();

    public void Carry(FlowKey key) => carry.Text(key.FlowId).Int(key.Generation).Run();

    public void Delete(string flow) => delete.Text(flow).Run();
}
