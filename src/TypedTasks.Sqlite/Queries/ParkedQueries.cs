using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Messages that were settled without success. One that was carried over keeps its row, without its body, as the mark of it.</summary>
internal sealed class ParkedQueries(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare(
        $"INSERT INTO parked({MessageColumns.Names}, generation, carried) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement read = database.Prepare(
        $"SELECT {MessageColumns.Names} FROM parked WHERE flow = ? AND generation = ? AND carried = 0 ORDER BY rowid");

    private readonly Statement carry = database.Prepare(
        "UPDATE parked SET carried = 1, body = x'' WHERE flow = ? AND generation = ? AND carried = 0");

    /// <summary>Keeps a message; false when it is kept already.</summary>
    public bool Insert(TaskMessage message, int generation, bool carried) =>
        insert.Message(message).Int(generation).Int(carried ? 1 : 0).Run() == 1;

    /// <summary>Takes the messages of a generation that were not carried over yet.</summary>
    public List<TaskMessage> Take(FlowKey key)
    {
        List<TaskMessage> messages = [];
        using (var rows = read.Text(key.FlowId).Int(key.Generation).Query())
        {
            while (rows.Next())
                messages.Add(MessageColumns.Read(rows));
        }

        carry.Text(key.FlowId).Int(key.Generation).Run();
        return messages;
    }
}
