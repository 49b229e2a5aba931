using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Everything that is kept under a flow.</summary>
internal sealed class FlowDeletion(SqliteDatabase database)
{
    private readonly Statement[] deletes =
    [
        .. new[]
        {
            "DELETE FROM members WHERE join_id IN (SELECT id FROM joins WHERE flow = ?)",
            "DELETE FROM joins WHERE flow = ?",
            "DELETE FROM waits WHERE flow = ?",
            "DELETE FROM kept_values WHERE flow = ?",
            "DELETE FROM steps WHERE flow = ?",
            "DELETE FROM parked WHERE flow = ?",
            "DELETE FROM begun WHERE flow = ?",
            "DELETE FROM cancellations WHERE flow = ?",
            "DELETE FROM owed WHERE flow = ?",
            "DELETE FROM unique_keys WHERE flow = ?",
            "DELETE FROM flows WHERE id = ?",
        }.Select(database.Prepare),
    ];

    public void Run(string flow)
    {
        foreach (var delete in deletes)
            delete.Text(flow).Run();
    }
}
