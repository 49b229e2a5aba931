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
        "DELETE FROM plans WHERE hash = ?1 AND used <= ?2 AND NOT EXISTS (SELECT 1 FROM flows WHERE plan = ?1)");

    private readonly Statement unusedPlans = database.Prepare(
        "SELECT hash FROM plans WHERE used <= ? AND NOT EXISTS (SELECT 1 FROM flows WHERE plan = hash) ORDER BY hash LIMIT ?");

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

    public List<FlowRecord> Find(FindPurgeable o, DateTimeOffset now) =>
        flows.Find(o.Filter, "state > 1 AND ended <= ?", [StoreTime.Before(now, o.EndedFor).UtcTicks], "ended, id", o.Limit);

    public List<string> Find(FindUnusedPlans o, DateTimeOffset now)
    {
        List<string> hashes = [];
        using var rows = unusedPlans.Time(StoreTime.Before(now, o.UnusedFor)).Int(o.Limit).Query();
        while (rows.Next())
            hashes.Add(rows.Text(0));
        return hashes;
    }

    public bool Delete(DeleteFlow o, DateTimeOffset now)
    {
        var flow = flows.Get(new(o.FlowId, 0));
        if (!flow.IsTerminal || flow.EndedAt > StoreTime.Before(now, o.EndedFor))
            return false;
        foreach (var delete in deletes)
            delete.Text(o.FlowId).Run();
        return true;
    }

    public bool Delete(DeletePlan o, DateTimeOffset now) =>
        deletePlan.Text(o.PlanHash).Time(StoreTime.Before(now, o.UnusedFor)).Run() == 1;

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
