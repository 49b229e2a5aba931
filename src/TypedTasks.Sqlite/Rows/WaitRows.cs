using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What flows wait for, or have.</summary>
internal sealed class WaitRows(SqliteDatabase database)
{
    // The flow stands where a message has it.
    private const string Columns =
        $"event, key, state, at_path, generation, nonce, decided, {OutcomeColumns.Names}, message, queue, flow, subject, step, attempt, not_before, trace_parent, ordering_key, body, opened, until";

    private const int FirstOfMessage = 12;
    private const string Values = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private const int Opened = FirstOfMessage + MessageColumns.Count;

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM waits WHERE flow = ? AND event = ? AND key = ?");

    private readonly Statement findAll = database.Prepare($"SELECT {Columns} FROM waits WHERE flow = ?");

    private readonly Statement findKeyed = database.Prepare(
        "SELECT flow, state IN (0, 2) AND EXISTS (SELECT 1 FROM flows WHERE id = waits.flow AND flows.state = 1) AS undecided FROM waits WHERE key = ? AND event = ? AND key <> ''"
        + " ORDER BY undecided DESC, coalesce(decided, 0) DESC, flow LIMIT ?");

    private readonly Statement open = database.Prepare(Open(" INDEXED BY waits_open", ""));

    private readonly Statement openOf = database.Prepare(Open("", " AND w.flow = ?8"));

    private static string Open(string index, string condition) =>
        $"SELECT w.flow, w.event, w.key, w.at_path, w.generation, w.opened FROM waits AS w{index}"
        + $" WHERE w.state = 2{condition} AND (?1 IS NULL OR w.event = ?1) AND (?2 = 0 OR (coalesce(w.opened, 0), w.flow, w.event, w.key) > (?3, ?4, ?5, ?6))"
        + " AND EXISTS (SELECT 1 FROM flows AS f WHERE f.id = w.flow AND f.state = 1 AND f.generation = w.generation)"
        + " ORDER BY coalesce(w.opened, 0), w.flow, w.event, w.key LIMIT ?7";

    private readonly Statement insert = database.Prepare($"INSERT INTO waits({Columns}) VALUES {Values} ON CONFLICT DO NOTHING");

    private readonly Statement replace = database.Prepare($"INSERT OR REPLACE INTO waits({Columns}) VALUES {Values}");

    public AwaitedEvent? Find(string flow, string name, string key)
    {
        using var rows = find.Text(flow).Text(name).Text(key).Query();
        return rows.Next() ? Read(rows) : null;
    }

    public List<AwaitedEvent> FindAll(string flow)
    {
        List<AwaitedEvent> waits = [];
        using var rows = findAll.Text(flow).Query();
        while (rows.Next())
            waits.Add(Read(rows));
        return waits;
    }

    public List<KeyedWait> Find(FindWaits query)
    {
        List<KeyedWait> waits = [];
        using var rows = findKeyed.Text(query.Key).Text(query.Event).Int(query.Limit).Query();
        while (rows.Next())
            waits.Add(new(rows.Text(0), rows.Flag(1)));
        return waits;
    }

    public List<AwaitedEvent> Find(FindOpenWaits q)
    {
        List<AwaitedEvent> waits = [];
        var after = q.After;
        var statement = (q.FlowId is null ? open : openOf)
            .Text(q.Event).Int(after is null ? 0 : 1).Time(after?.OpenedAt ?? DateTimeOffset.MinValue).Text(after?.FlowId ?? "").Text(after?.Event ?? "").Text(after?.Key ?? "").Int(q.Limit);
        using var rows = (q.FlowId is null ? statement : statement.Text(q.FlowId)).Query();
        while (rows.Next())
        {
            waits.Add(new(rows.Text(0), rows.Text(1), rows.Text(2))
            {
                State = AwaitedState.Open,
                Path = rows.TextOrNull(3),
                Generation = rows.Int(4),
                OpenedAt = rows.TimeOrNull(5),
            });
        }

        return waits;
    }

    public void Add(AwaitedEvent wait) => Bind(insert, wait).Run();

    public void Change(AwaitedEvent wait) => Bind(replace, wait).Run();

    private static Statement Bind(Statement statement, AwaitedEvent wait)
    {
        statement
            .Text(wait.Event).Text(wait.Key).Int((int)wait.State).Text(wait.Path).Int(wait.Generation).Text(wait.Nonce).Time(wait.DecidedAt)
            .Outcome(wait.Outcome);
        _ = wait.Message is { } message
            ? statement.Message(message with { FlowId = wait.FlowId })
            : statement.Null().Null().Text(wait.FlowId).Null().Null().Null().Null().Null().Null().Null();
        return statement.Time(wait.OpenedAt).Time(wait.Until);
    }

    private static AwaitedEvent Read(Statement.Rows rows) => new(rows.Text(FirstOfMessage + 2), rows.Text(0), rows.Text(1))
    {
        State = (AwaitedState)rows.Int(2),
        Path = rows.TextOrNull(3),
        Generation = rows.Int(4),
        Nonce = rows.TextOrNull(5),
        DecidedAt = rows.TimeOrNull(6),
        Outcome = OutcomeColumns.Read(rows, 7),
        OpenedAt = rows.TimeOrNull(Opened),
        Until = rows.TimeOrNull(Opened + 1),
        Message = rows.IsNull(FirstOfMessage) ? null : MessageColumns.Read(rows, FirstOfMessage),
    };
}
