using TypedTasks.Plans;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Failed flows that run again.</summary>
internal sealed class RetryQueries(
    SqliteDatabase database, FlowQueries flows, OwedQueries owed, ParkedQueries parked)
{
    private readonly Statement joins = database.Prepare("SELECT id, path, count, state FROM joins WHERE flow = ?");

    private readonly Statement failed = database.Prepare("SELECT idx FROM members WHERE join_id = ? AND failure IS NOT NULL ORDER BY idx");

    private readonly Statement forget = database.Prepare(
        "DELETE FROM members WHERE failure IS NOT NULL AND join_id = (SELECT id FROM joins WHERE flow = ? AND path = ?)");

    private readonly Statement reopen = database.Prepare(
        "UPDATE joins SET state = 0, decided_by = -1, owed = NULL, ended = CASE succeeded WHEN 0 THEN 0 ELSE ended - 1 END WHERE flow = ? AND path = ?");

    private readonly Statement undone = database.Prepare("SELECT 1 FROM joins WHERE flow = ? AND compensable = 1 AND state = 1 LIMIT 1");

    private readonly Statement start = database.Prepare(
        """
        UPDATE flows SET generation = generation + 1, state = 1, deadline = ?, compensation = ?, closed = 0, ended = NULL,
            kind = NULL, json = NULL, path = NULL, count = NULL, failure = NULL
        WHERE id = ?
        """);

    public TaskMessage? Park(ParkMessage o, DateTimeOffset now)
    {
        var flow = flows.Get(o.Key);
        if (flow.State is not (FlowState.Running or FlowState.Compensating or FlowState.Failed))
            return null;
        var isOld = o.Key.Generation < flow.Key.Generation;
        if (!parked.Insert(o.Message, o.Key.Generation, isOld) || !isOld)
            return null;
        var carried = o.Carry(o.Message, flow.Key.Generation);
        if (flow.State == FlowState.Running)
        {
            owed.Insert(carried, now);
            return carried;
        }

        // The retry has failed as well: the next one sends it.
        parked.Insert(carried, flow.Key.Generation, carried: false);
        return null;
    }

    public FlowRecord Retry(RetryFlow o, DateTimeOffset now)
    {
        var flow = flows.Get(o.Key);
        if (flow.State != FlowState.Failed || flow.Key != o.Key || HasUndone(o.Key.FlowId))
            return flow;
        var id = o.Key.FlowId;
        var decision = o.Decide(ReadJoins(id), parked.Take(o.Key));
        foreach (var path in decision.Reopened)
        {
            forget.Text(id).Text(path).Run();
            reopen.Text(id).Text(path).Run();
        }

        foreach (var message in decision.Messages)
            owed.Insert(message, now);
        if (decision.Compensation is { } compensation)
            owed.InsertLater(compensation);
        start.Time(StoreTime.After(now, o.Lifetime)).Text(decision.Compensation?.Id).Text(id).Run();
        return flows.Get(o.Key);
    }

    public List<JoinSummary> ReadJoins(string flow)
    {
        List<(long Id, JoinSummary Join)> found = [];
        using (var rows = joins.Text(flow).Query())
        {
            while (rows.Next())
                found.Add((rows.Long(0), new(rows.Text(1), rows.Int(2), (JoinState)rows.Int(3), [])));
        }

        found.Sort(static (a, b) => PathOrder.Instance.Compare(a.Join.Path, b.Join.Path));
        return [.. found.Select(j => j.Join with { Failed = FailedOf(j.Id) })];
    }

    private bool HasUndone(string flow)
    {
        using var rows = undone.Text(flow).Query();
        return rows.Next();
    }

    private List<int> FailedOf(long join)
    {
        List<int> indices = [];
        using var rows = failed.Int(join).Query();
        while (rows.Next())
            indices.Add(rows.Int(0));
        return indices;
    }
}
