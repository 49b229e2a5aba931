using TypedTasks.Contracts;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Flows and their plans.</summary>
internal sealed class FlowQueries(
    SqliteDatabase database, OwedQueries owed, CancellationQueries cancellations, CompensationQueries compensations)
{
    private readonly Statement insert = database.Prepare(
        "INSERT INTO flows(id, generation, name, plan, state, accepted, deadline, compensation) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement insertPlan = database.Prepare("INSERT INTO plans(hash, json) VALUES (?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement end = database.Prepare(
        "UPDATE flows SET state = ?, ended = ?, kind = ?, json = ?, path = ?, count = ?, failure = ? WHERE id = ? AND generation = ? AND state = ?");

    private readonly Statement compensation = database.Prepare("SELECT compensation FROM flows WHERE id = ? AND generation = ?");

    private readonly Statement find = database.Prepare(
        $"SELECT name, plan, state, accepted, deadline, ended, {OutcomeColumns.Names} FROM flows WHERE id = ? AND generation = ?");

    private readonly Statement plan = database.Prepare("SELECT json FROM plans WHERE hash = ?");

    private readonly Statement expired = database.Prepare(
        "SELECT id, generation FROM flows WHERE state = 1 AND deadline < ? ORDER BY deadline LIMIT ?");

    public FlowRecord Accept(AcceptFlow o)
    {
        var isNew = insert
            .Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Name).Text(o.PlanHash).Int((int)FlowState.Running)
            .Time(o.AcceptedAt).Time(o.Deadline).Text(o.Compensation?.Id)
            .Run() == 1;
        if (!isNew)
            return Get(o.Key);
        insertPlan.Text(o.PlanHash).Blob(o.Plan.Span).Run();
        if (o.Owed is not null)
            owed.Insert(o.Owed, o.AcceptedAt);
        if (o.Compensation is not null)
            owed.InsertLater(o.Compensation);
        return new(o.Key, o.Name, o.PlanHash, FlowState.Running, o.AcceptedAt, o.Deadline, null, default);
    }

    public FlowRecord Finish(FinishFlow o)
    {
        var compensation = CompensationOf(o.Key);
        var compensates = o.State != FlowState.Succeeded && compensation is not null;
        var isNew = end
            .Int((int)(compensates ? FlowState.Compensating : o.State)).Time(compensates ? null : o.At)
            .Outcome(o.Outcome).Text(o.Key.FlowId).Int(o.Key.Generation).Int((int)FlowState.Running)
            .Run() == 1;
        if (isNew && o.State != FlowState.Succeeded)
            cancellations.Insert(o.Key, "", o.At);
        if (isNew && compensates)
            compensations.StartIfIdle(o.Key, o.At);
        else if (isNew && compensation is not null)
            owed.Delete(compensation);
        return Get(o.Key);
    }

    public FlowRecord EndCompensations(EndCompensations o)
    {
        end
            .Int((int)o.State).Time(o.At).Outcome(o.Outcome).Text(o.Key.FlowId).Int(o.Key.Generation)
            .Int((int)FlowState.Compensating).Run();
        return Get(o.Key);
    }

    public FlowRecord Get(FlowKey key)
    {
        var record = Find(key);
        return record.State == FlowState.Compensating ? record with { Owed = compensations.Owed(key) } : record;
    }

    private string? CompensationOf(FlowKey key)
    {
        using var rows = compensation.Text(key.FlowId).Int(key.Generation).Query();
        return rows.Next() ? rows.TextOrNull(0) : null;
    }

    private FlowRecord Find(FlowKey key)
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
