using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Flows and their plans.</summary>
internal sealed class FlowQueries(
    SqliteDatabase database,
    OwedQueries owed,
    CancellationQueries cancellations,
    CompensationQueries compensations,
    UniqueQueries uniques)
{
    private const string Columns = $"id, generation, name, plan, state, accepted, deadline, ended, {OutcomeColumns.Names}, tasks";

    private readonly Statement insert = database.Prepare(
        "INSERT INTO flows(id, generation, name, plan, state, accepted, deadline, compensation, tasks, nonce, frees) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement insertPlan = database.Prepare("INSERT INTO plans(hash, json, used) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET used = excluded.used WHERE used <= excluded.used - 864000000000");

    private readonly Statement end = database.Prepare(
        "UPDATE flows SET state = ?, ended = ?, kind = ?, json = ?, path = ?, count = ?, failure = ? WHERE id = ? AND state = ? AND (generation <= ? OR ? <> 3)");

    private readonly Statement compensation = database.Prepare("SELECT compensation FROM flows WHERE id = ?");

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM flows WHERE id = ?");

    private readonly Statement nonce = database.Prepare("SELECT nonce FROM flows WHERE id = ?");

    private readonly Statement generation = database.Prepare("SELECT generation FROM flows WHERE id = ?");

    private readonly Statement plan = database.Prepare("SELECT json FROM plans WHERE hash = ?");

    private readonly Statement expired = database.Prepare(
        "SELECT id, generation FROM flows WHERE state = 1 AND deadline < ? ORDER BY deadline, id LIMIT ?");

    public AcceptedFlow Accept(AcceptFlow o, DateTimeOffset now)
    {
        if (o.UniqueKey is { } unique && uniques.Holder(unique, now) is { } holder && !Exists(o.Key.FlowId))
            return new(Get(new(holder, 0)), false);
        var isNew = insert
            .Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Name).Text(o.PlanHash).Int((int)FlowState.Running)
            .Time(now).Time(StoreTime.After(now, o.Lifetime)).Text(o.Compensation?.Id).Text(TaskNames.Join(o.Tasks)).Text(o.Nonce)
            .Int(o.FreesResults ? 1 : 0)
            .Run() == 1;
        if (!isNew)
            return new(Get(o.Key), NonceOf(o.Key.FlowId) == o.Nonce);
        if (o.UniqueKey is not null)
            uniques.Set(o.UniqueKey, o.Key.FlowId, StoreTime.After(now, o.UniqueWindow));
        insertPlan.Text(o.PlanHash).Blob(o.Plan.Span).Time(now).Run();
        if (o.Owed is not null)
            owed.Insert(o.Owed, now);
        if (o.Compensation is not null)
            owed.InsertLater(o.Compensation);
        return new(
            new(o.Key, o.Name, o.PlanHash, FlowState.Running, now, StoreTime.After(now, o.Lifetime), null, default) { Tasks = o.Tasks }, true);
    }

    public FlowRecord Finish(FinishFlow o, DateTimeOffset now)
    {
        var compensation = CompensationOf(o.Key);
        var compensates = o.State != FlowState.Succeeded && compensation is not null;
        var isNew = end
            .Int((int)(compensates ? FlowState.Compensating : o.State)).Time(compensates ? null : now)
            .Outcome(o.Outcome).Text(o.Key.FlowId).Int((int)FlowState.Running)
            .Int(o.Key.Generation).Int((int)o.State)
            .Run() == 1;
        if (isNew && o.State != FlowState.Succeeded)
            cancellations.Insert(o.Key with { Generation = GenerationOf(o.Key.FlowId) }, "", now);
        if (isNew && compensates)
            compensations.StartIfIdle(o.Key with { Generation = GenerationOf(o.Key.FlowId) }, now);
        else if (isNew && compensation is not null)
            owed.Delete(compensation);
        return Get(o.Key);
    }

    public FlowRecord EndCompensations(EndCompensations o, DateTimeOffset now)
    {
        if (GenerationOf(o.Key.FlowId) == o.Key.Generation)
        {
            end
                .Int((int)o.State).Time(now).Outcome(o.Outcome).Text(o.Key.FlowId).Int((int)FlowState.Compensating)
                .Int(o.Key.Generation).Int((int)o.State).Run();
        }

        return Get(o.Key);
    }

    public FlowRecord Get(FlowKey key)
    {
        var record = Find(key);
        return record.State == FlowState.Compensating ? record with { Owed = compensations.Owed(record.Key) } : record;
    }

    public string? CompensationOf(FlowKey key)
    {
        using var rows = compensation.Text(key.FlowId).Query();
        return rows.Next() ? rows.TextOrNull(0) : null;
    }

    /// <summary>The current generation of a flow, 0 where there is none.</summary>
    public int GenerationOf(string flow)
    {
        using var rows = generation.Text(flow).Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    public List<FlowRecord> Read(ListFlows o) => o.After is { } after
        ? Find(o.Filter, "(accepted, id) < (?, ?)", [after.AcceptedAt.UtcTicks, after.FlowId], "accepted DESC, id DESC", o.Limit)
        : Find(o.Filter, "1", [], "accepted DESC, id DESC", o.Limit);

    /// <summary>Finds flows; people ask, so the statement is made for the occasion.</summary>
    public List<FlowRecord> Find(FlowFilter filter, string condition, ReadOnlySpan<object> values, string order, int limit)
    {
        var sql = new FlowConditions(filter);
        using var statement = new Statement(database, $"SELECT {Columns} FROM flows WHERE {condition}{sql.Text} ORDER BY {order} LIMIT ?");
        foreach (var value in values)
            _ = value is string text ? statement.Text(text) : statement.Int((long)value);
        sql.Bind(statement);
        List<FlowRecord> found = [];
        using var rows = statement.Int(limit).Query();
        while (rows.Next())
            found.Add(Read(rows));
        return found;
    }

    public byte[]? GetPlan(string hash)
    {
        using var rows = plan.Text(hash).Query();
        return rows.Next() ? rows.Blob(0) : null;
    }

    public List<FlowKey> Find(FindOverdue o, DateTimeOffset now)
    {
        List<FlowKey> keys = [];
        using var rows = expired.Time(now).Int(o.Limit).Query();
        while (rows.Next())
            keys.Add(new(rows.Text(0), rows.Int(1)));
        return keys;
    }

    private FlowRecord Find(FlowKey key)
    {
        using var rows = find.Text(key.FlowId).Query();
        return rows.Next() ? Read(rows) : new(key, null, "", FlowState.Unknown, default, default, null, default);
    }

    private string? NonceOf(string flow)
    {
        using var rows = nonce.Text(flow).Query();
        return rows.Next() ? rows.Text(0) : null;
    }

    private bool Exists(string flow)
    {
        using var rows = generation.Text(flow).Query();
        return rows.Next();
    }

    private static FlowRecord Read(Statement.Rows rows) => new(
        new(rows.Text(0), rows.Int(1)),
        rows.TextOrNull(2),
        rows.Text(3),
        (FlowState)rows.Int(4),
        rows.Time(5),
        rows.Time(6),
        rows.TimeOrNull(7),
        OutcomeColumns.Read(rows, 8))
    {
        Tasks = TaskNames.Split(rows.Text(13)),
    };
}
