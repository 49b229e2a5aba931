using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What the store has of the messages of one step.</summary>
internal sealed class StepMessageRows(SqliteDatabase database)
{
    private readonly Statement find = database.Prepare(
        $"SELECT {MessageColumns.Names} FROM (SELECT {MessageColumns.Names}, 0 AS part, rowid AS place FROM parked WHERE flow = ?1 AND step = ?2 AND carried = 0"
        + $" UNION ALL SELECT {MessageColumns.Names}, 1, rowid FROM owed WHERE flow = ?1 AND step = ?2 AND handed_off <> 2) ORDER BY part, place LIMIT ?3");

    public List<TaskMessage> Find(ReadStepMessages q)
    {
        List<TaskMessage> messages = [];
        using var rows = find.Text(q.FlowId).Text(q.Step).Int(q.Limit).Query();
        while (rows.Next())
            messages.Add(MessageColumns.Read(rows, 0));
        return messages;
    }
}
