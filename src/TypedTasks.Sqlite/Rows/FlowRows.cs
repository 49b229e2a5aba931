using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Flows.</summary>
internal sealed class FlowRows(SqliteDatabase database, OwedRows owed, bool seals)
{
    public const string Columns =
        $"id, generation, name, plan, state, accepted, deadline, ended, {OutcomeColumns.Names}, tasks, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, quiet, turn_key, turn_limit, awaits_turn, failure_kind, expected, expected_at";

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM flows WHERE id = ?");

    private readonly Statement insert = database.Prepare(
        "INSERT INTO flows(id, generation, name, plan, state, accepted, deadline, tasks, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, turn_key, turn_limit, awaits_turn, labels, expected, expected_at)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement update = database.Prepare(
        "UPDATE flows SET generation = ?, state = ?, deadline = ?, ended = ?, kind = ?, json = ?, path = ?, count = ?, failure = ?, compensation = ?, closed = ?, broker = ?, sign_due = ?, quiet = ?, awaits_turn = ?, failure_kind = ?, expected_at = ?"
        + " WHERE id = ?");

    private readonly Statement seal = database.Prepare("SELECT sealed, nonce, plan FROM flows WHERE id = ?");

    private readonly Statement hasPlan = database.Prepare("SELECT 1 FROM flows WHERE plan = ? LIMIT 1");

    private readonly Statement overdue = database.Prepare(
        "SELECT id, generation FROM flows INDEXED BY flows_running WHERE state = 1 AND deadline < ? ORDER BY deadline, id LIMIT ?");

    private readonly Statement stranded = database.Prepare(
        "SELECT id, generation, broker FROM flows INDEXED BY flows_broker WHERE state = 1 AND broker IS NOT NULL AND broker <> ? ORDER BY id LIMIT ?");

    private readonly Statement states = database.Prepare("SELECT state, count(*) FROM flows INDEXED BY flows_state GROUP BY state ORDER BY state");

    private readonly Statement oldest = database.Prepare($"SELECT {Columns} FROM flows INDEXED BY flows_state WHERE state = 1 ORDER BY accepted, id LIMIT ?");

    private readonly Statement late = database.Prepare($"SELECT {Columns} FROM flows INDEXED BY flows_running WHERE state = 1 AND deadline < ? ORDER BY deadline, id LIMIT ?");

    private readonly Statement failed = database.Prepare($"SELECT {Columns} FROM flows INDEXED BY flows_ended WHERE state = 3 AND ended >= ? AND ended IS NOT NULL ORDER BY ended DESC, id DESC LIMIT ?");

    private readonly FlowSearch search = new(database);

    // What was heard of a flow last: its acceptance, what was said of it, an attempt that began or ended.
    private const string LastSign =
        "max(accepted, coalesce(sign_due, 0), coalesce((SELECT max(max(started, coalesce(ended, 0))) FROM steps WHERE flow = f.id), 0))";

    private const string HasMore =
        "(EXISTS (SELECT 1 FROM owed WHERE flow = f.id AND since IS NOT NULL) OR EXISTS (SELECT 1 FROM permits WHERE flow = f.id AND state = 0))";

    private const string IsSilent = $"quiet IS NULL AND accepted <= ?1 AND sign <= ?1 AND NOT {HasMore}";

    // Most flows that are kept have ended, and must not be looked at: each state has an index of its own, and the order is no reason to take another.
    private readonly Statement quiet = database.Prepare(
        "SELECT id, generation, plan, sign FROM ("
        + $"SELECT id, generation, plan, {LastSign} AS sign FROM flows f INDEXED BY flows_running WHERE state = 1 AND {IsSilent}"
        + $" UNION ALL SELECT id, generation, plan, {LastSign} AS sign FROM flows f INDEXED BY flows_undoing WHERE state = 5 AND {IsSilent}"
        + ") ORDER BY id LIMIT ?2");

    private readonly Statement stirred = database.Prepare(
        $"SELECT id, generation, plan, {LastSign} AS sign FROM flows f INDEXED BY flows_quiet WHERE quiet IS NOT NULL AND state IN (1, 5) AND (sign > quiet OR {HasMore}) ORDER BY id LIMIT ?");

    public FlowHeader? Find(string id)
    {
        FlowHeader flow;
        using (var rows = find.Text(id).Query())
        {
            if (!rows.Next())
                return null;
            flow = Read(rows);
        }

        return WithCompensation(flow);
    }

    public FlowSeal? FindSeal(string id)
    {
        using var rows = seal.Text(id).Query();
        return rows.Next() ? new(rows.Flag(0) ? rows.Text(1) : "", rows.Text(2)) : null;
    }

    public bool HasPlan(string hash)
    {
        using var rows = hasPlan.Text(hash).Query();
        return rows.Next();
    }

    public void Add(FlowHeader flow) => insert
        .Text(flow.Key.FlowId).Int(flow.Key.Generation).Text(flow.Name).Text(flow.PlanHash).Int((int)flow.State)
        .Time(flow.AcceptedAt).Time(flow.Deadline).Text(TaskColumn.Join(flow.Tasks)).Text(flow.Nonce).Text(flow.UniqueKey)
        .Text(flow.CompensationId).Flag(flow.IsClosed).Flag(flow.FreesResults).Flag(flow.IsSealed && seals).Text(flow.Broker)
        .Time(flow.SignDue).Text(flow.TurnKey).Int(flow.TurnLimit).Flag(flow.AwaitsTurn).Text(TaskColumn.Join(flow.Labels))
        .Span(flow.Expected).Time(flow.ExpectedAt)
        .Run();

    public void Change(FlowHeader flow) => update
        .Int(flow.Key.Generation).Int((int)flow.State).Time(flow.Deadline).Time(flow.EndedAt).Outcome(flow.Outcome)
        .Text(flow.CompensationId).Flag(flow.IsClosed).Text(flow.Broker).Time(flow.SignDue).Time(flow.QuietSince).Flag(flow.AwaitsTurn).Text(flow.Failure).Time(flow.ExpectedAt).Text(flow.Key.FlowId)
        .Run();

    public List<FlowKey> Find(FindOverdue q, DateTimeOffset now)
    {
        List<FlowKey> keys = [];
        using var rows = overdue.Time(now).Int(q.Limit).Query();
        while (rows.Next())
            keys.Add(new(rows.Text(0), rows.Int(1)));
        return keys;
    }

    public List<StrandedFlow> Find(FindStranded q)
    {
        List<StrandedFlow> flows = [];
        using var rows = stranded.Text(q.Broker).Int(q.Limit).Query();
        while (rows.Next())
            flows.Add(new(new(rows.Text(0), rows.Int(1)), rows.Text(2)));
        return flows;
    }

    public List<QuietFlow> Find(FindQuiet q, DateTimeOffset now) => ReadQuiet(quiet.Time(StoreTime.Before(now, q.QuietFor)).Int(q.Limit));

    public List<QuietFlow> Find(FindStirred q) => ReadQuiet(stirred.Int(q.Limit));

    public List<FlowRecord> Find(FindPurgeable q, DateTimeOffset now) =>
        Find(q.Filter, "state IN (2, 3, 4) AND ended <= ?", [StoreTime.Before(now, q.EndedFor).UtcTicks], "ended, id", q.Limit, now);

    public List<FlowRecord> Find(ListFlows q, DateTimeOffset now) => search.Find(q.Filter, q.After, q.Limit, now).ConvertAll(f => WithCompensation(f).ToRecord());

    public int Count(CountFlows q, DateTimeOffset now) => search.Count(q.Filter, q.Most, now);

    public List<StateCount> CountStates()
    {
        List<StateCount> counts = [];
        using var rows = states.Query();
        while (rows.Next())
            counts.Add(new((FlowState)rows.Int(0), rows.Int(1)));
        return counts;
    }

    public List<FlowRecord> Find(FindOldest q) => ReadAll(oldest.Int(q.Limit));

    public List<FlowRecord> Find(FindLate q, DateTimeOffset now) => ReadAll(late.Time(StoreTime.After(now, q.Within)).Int(q.Limit));

    public List<FlowRecord> Find(FindFailed q, DateTimeOffset now) => ReadAll(failed.Time(StoreTime.Before(now, q.Within)).Int(q.Limit));

    private List<FlowRecord> ReadAll(Statement statement)
    {
        List<FlowHeader> found = [];
        using (var rows = statement.Query())
        {
            while (rows.Next())
                found.Add(Read(rows));
        }

        return found.ConvertAll(f => WithCompensation(f).ToRecord());
    }

    private static List<QuietFlow> ReadQuiet(Statement statement)
    {
        List<QuietFlow> flows = [];
        using var rows = statement.Query();
        while (rows.Next())
            flows.Add(new(new(rows.Text(0), rows.Int(1)), rows.Text(2), rows.Time(3)));
        return flows;
    }

    // People ask, so the statement is made for the occasion.
    private List<FlowRecord> Find(FlowFilter filter, string condition, ReadOnlySpan<object> values, string order, int limit, DateTimeOffset now)
    {
        var sql = new FlowConditions(filter, now);
        using var statement = new Statement(database, $"SELECT {Columns} FROM flows INDEXED BY flows_ended WHERE {condition}{sql.Text} ORDER BY {order} LIMIT ?");
        foreach (var value in values)
            _ = value is string text ? statement.Text(text) : statement.Int((long)value);
        sql.Bind(statement);
        List<FlowHeader> found = [];
        using (var rows = statement.Int(limit).Query())
        {
            while (rows.Next())
                found.Add(Read(rows));
        }

        return found.ConvertAll(f => WithCompensation(f).ToRecord());
    }

    private FlowHeader WithCompensation(FlowHeader flow) =>
        flow.CompensationId is null ? flow : flow with { Compensation = owed.Find(flow.CompensationId) };

    public static FlowHeader Read(Statement.Rows rows) => new()
    {
        Key = new(rows.Text(0), rows.Int(1)),
        Name = rows.TextOrNull(2),
        PlanHash = rows.Text(3),
        State = (FlowState)rows.Int(4),
        AcceptedAt = rows.Time(5),
        Deadline = rows.Time(6),
        EndedAt = rows.TimeOrNull(7),
        Outcome = OutcomeColumns.Read(rows, 8),
        Tasks = TaskColumn.Split(rows.Text(13)),
        Nonce = rows.Text(14),
        UniqueKey = rows.TextOrNull(15),
        CompensationId = rows.TextOrNull(16),
        IsClosed = rows.Flag(17),
        FreesResults = rows.Flag(18),
        IsSealed = rows.Flag(19),
        Broker = rows.TextOrNull(20),
        SignDue = rows.TimeOrNull(21),
        QuietSince = rows.TimeOrNull(22),
        TurnKey = rows.TextOrNull(23),
        TurnLimit = rows.Int(24),
        AwaitsTurn = rows.Flag(25),
        Failure = rows.TextOrNull(26),
        Expected = rows.SpanOrNull(27),
        ExpectedAt = rows.TimeOrNull(28),
    };
}
