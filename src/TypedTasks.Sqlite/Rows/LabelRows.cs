using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>The labels by which flows are found.</summary>
internal sealed class LabelRows(SqliteDatabase database)
{
    private readonly Statement insert = database.Prepare("INSERT INTO labels(label, accepted, flow) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement find = database.Prepare("SELECT labels, accepted FROM flows WHERE id = ? AND labels IS NOT NULL");

    private readonly Statement delete = database.Prepare("DELETE FROM labels WHERE label = ? AND accepted = ? AND flow = ?");

    public void Add(FlowHeader flow)
    {
        foreach (var label in flow.Labels)
            insert.Text(label).Time(flow.AcceptedAt).Text(flow.Key.FlowId).Run();
    }

    /// <summary>Deletes those of a flow that is about to be deleted.</summary>
    public void Delete(string flow)
    {
        string[] labels;
        DateTimeOffset accepted;
        using (var rows = find.Text(flow).Query())
        {
            if (!rows.Next())
                return;
            (labels, accepted) = (TaskColumn.Split(rows.Text(0)), rows.Time(1));
        }

        foreach (var label in labels)
            delete.Text(label).Time(accepted).Text(flow).Run();
    }
}
