using TypedTasks.Contracts;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Flows and their plans.</summary>
internal sealed class FlowQueries(SqliteDatabase database, OwedQueries owed, CancellationQueries cancellations)
{
    private readonly Statement insert = database.Prepare(
        "INSERT INTO flows(id, generation, name, plan, state, accepted, deadline) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement insertPlan = database.Prepare("INSERT INTO plans(hash, json) VALUES (?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement end = database.Prepare(
        "UPDATE flows SET state = ?, ended = ?, kind = ?, json = ?, path = ?, count = ?, failure = ? WHERE id = ? AND generation = ? AND state = 1");

    private readonly Statement find = database.Prepare(
        $"SELECT name, plan, state, accepted, deadline, ended, {OutcomeColumns.Names} FROM flows WHERE id = ? AND generation = ?");

    private readonly Statement plan = database.Prepare("SELECT json FROM plans WHERE hash = ?");

    private readonly Statement expired = database.Prepare(
        "SELECT id, generation FROM flows WHERE state = 1 AND deadline < ? ORDER BY deadline LIMIT ?");

    public FlowRecord Accept(AcceptFlow o)
    {
        var isNew = insert
            .Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Name).Text(o.PlanHash).Int((int)FlowState.Running)
            .Time(o.AcceptedAt).Time(o.Deadline)
            .Run() == 1;
        if (!isNew)
            return Get(o.Key);
        insertPlan.Text(o.PlanHash).Blob(o.Plan.Span).Run();
        if (o.Owed is not null)
            owed.Insert(o.Owed, o.AcceptedAt);
        return new(o.Key, o.Name, o.PlanHash, FlowState.Running, o.AcceptedAt, o.Deadline, null, default);
    }

    public FlowRecord Finish(FinishFlow o)
    {
        var isNew = end
            .Int((int)o.State).Time(o.At).Outcome(o.Outcome).Text(o.Key.FlowId).Int(o.Key.Generation)
            .Run() == 1;
        if (isNew && o.State != FlowState.Succeeded)
            cancellations.Insert(o.Key, "", o.At);
        return Get(o.Key);
    }

    public FlowRecord Get(FlowKey key)
    {
        using var rows = find.Text(key.FlowId).Int(key.Generation).Query();
        return rows.Next()
            ? new(
                key,
                rows.TextOrNull(0),
                rows.Text(1),
                (FlowState)rows.Int(2),
                rows.Time(3),
                rows.Time(4),
                rows.TimeOrNull(5),
                OutcomeColumns.Read(rows, 6))
            : new(key, null, "", FlowState.Unknown, default, default, null, default);
    }

    public byte[]? GetPlan(string hash)
    {
        using var rows = plan.Text(hash).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }

    public List<FlowKey> ReadExpired(ReadExpired o)
    {
        List<FlowKey> keys = [];
        using var rows = expired.Time(o.Now).Int(o.Limit).Query();
        while (rows.Next())
            keys.Add(new(rows.Text(0), rows.Int(1)));
        return keys;
    }
}
