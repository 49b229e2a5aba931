using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What operators have done.</summary>
internal sealed class ActionRows(SqliteDatabase database)
{
    private const string Columns = "number, at, name, actor, reason, target, result, flow";

    private readonly Statement insert = database.Prepare("INSERT INTO actions(at, name, actor, reason, target, result, flow) VALUES (?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement all = database.Prepare($"SELECT {Columns} FROM actions WHERE number < ? ORDER BY number DESC LIMIT ?");

    private readonly Statement ofFlow = database.Prepare($"SELECT {Columns} FROM actions WHERE flow = ? AND number < ? ORDER BY number DESC LIMIT ?");

    public void Add(ActionRecord a) => insert.Time(a.At).Text(a.Name).Text(a.Actor).Text(a.Reason).Text(a.Target).Text(a.Result).Text(a.FlowId).Run();

    public List<ActionRecord> Read(ReadActions q)
    {
        List<ActionRecord> actions = [];
        using var rows = (q.FlowId is null ? all : ofFlow.Text(q.FlowId)).Int(q.Before ?? long.MaxValue).Int(q.Limit).Query();
        while (rows.Next())
        {
            actions.Add(new(rows.Text(2), rows.Text(3), rows.Text(4), rows.Text(5), rows.Text(6))
            {
                Number = rows.Long(0),
                At = rows.Time(1),
                FlowId = rows.TextOrNull(7),
            });
        }

        return actions;
    }
}
