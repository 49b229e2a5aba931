using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>What goes: flows that are no longer kept, and values that nothing needs.</summary>
internal sealed class PurgeQueries(SqliteDatabase database, FlowQueries flows)
{
    private readonly Statement[] deletes =
    [
        .. new[]
        {
            "DELETE FROM members WHERE join_id IN (SELECT id FROM joins WHERE flow = ?)",
            "DELETE FROM joins WHERE flow = ?",
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

    private readonly Statement deletePlan = database.Prepare(
        "DELETE FROM plans WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM flows WHERE plan = ?1)");

    // What the result refers to, and what that refers to: kind 2 is a value put aside, 3 to 7 are joins or members of them.
    private const string Needed =
        """
        WITH RECURSIVE needed(kind, path) AS (
            SELECT kind, path FROM flows WHERE id = ?1
            UNION
            SELECT m.kind, m.path FROM needed AS n
            JOIN joins AS j ON n.kind BETWEEN 3 AND 7 AND j.flow = ?1 AND j.path = n.path
            JOIN members AS m ON m.join_id = j.id)
        """;

    private readonly Statement freeMembers = database.Prepare(
        $"""
        {Needed}
        UPDATE members SET kind = 8, json = NULL, path = NULL, count = 0
        WHERE failure IS NULL
            AND join_id IN (SELECT id FROM joins WHERE flow = ?1 AND path NOT IN (SELECT path FROM needed WHERE kind BETWEEN 3 AND 7))
        """);

    private readonly Statement freeValues = database.Prepare(
        $"{Needed} DELETE FROM kept_values WHERE flow = ?1 AND path NOT GLOB 'plan:*' AND path NOT IN (SELECT path FROM needed WHERE kind = 2)");

    private readonly Statement frees = database.Prepare("SELECT 1 FROM flows WHERE id = ? AND state = 2 AND frees = 1");

    private readonly Statement freeParked = database.Prepare("DELETE FROM parked WHERE flow = ?");

    public int Purge(PurgeFlows o)
    {
        var ended = flows.Find(o.Filter, "state > 1 AND ended < ?", [o.EndedBefore.UtcTicks], "ended", o.Limit);
        foreach (var flow in ended)
        {
            foreach (var delete in deletes)
                delete.Text(flow.Key.FlowId).Run();
            deletePlan.Text(flow.PlanHash).Run();
        }

        return ended.Count;
    }

    /// <summary>In this order: the members say what values are needed.</summary>
    public void Free(FreeResults o)
    {
        using (var rows = frees.Text(o.Key.FlowId).Query())
        {
            if (!rows.Next())
                return;
        }


        freeValues.Text(o.Key.FlowId).Run();
        freeMembers.Text(o.Key.FlowId).Run();
        freeParked.Text(o.Key.FlowId).Run();
    }
}
