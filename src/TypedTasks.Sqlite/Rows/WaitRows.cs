using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What flows wait for, or have.</summary>
internal sealed class WaitRows(SqliteDatabase database)
{
    private const string Columns = "event, key, state, at_path, generation, nonce, decided, kind, json, path, count, failure, message, queue, subject, step, attempt, not_before, trace_parent, ordering_key, body";
    private const int FirstOfOutcome = 7;
    private const int FirstOfMessage = 12;
    private const string Values = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM waits WHERE flow = ? AND event = ? AND key = ?");

    private readonly Statement findAll = database.Prepare($"SELECT {Columns} FROM waits WHERE flow = ?");

    private readonly Statement findKeyed = database.Prepare(
        "SELECT flow, state IN (0, 2) AND EXISTS (SELECT 1 FROM flows WHERE id = waits.flow AND flows.state = 1) AS undecided FROM waits WHERE key = ? AND event = ? AND key <> ''"
        + " ORDER BY undecided DESC, coalesce(decided, 0) DESC, flow LIMIT ?");

    private readonly Statement insert = database.Prepare($"INSERT INTO waits(flow, {Columns}) VALUES {Values} ON CONFLICT DO NOTHING");

    private readonly Statement replace = database.Prepare($"INSERT OR REPLACE INTO waits(flow, {Columns}) VALUES {Values}");

    public AwaitedEvent? Find(string flow, string name, string key)
    {
        using var rows = find.Text(flow).Text(name).Text(key).Query();
        return rows.Next() ? Read(rows, flow) : null;
    }

    public List<AwaitedEvent> FindAll(string flow)
    {
        List<AwaitedEvent> waits = [];
        using var rows = findAll.Text(flow).Query();
        while (rows.Next())
            waits.Add(Read(rows, flow));
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

    public void Add(AwaitedEvent wait) => Bind(insert, wait).Run();

    public void Change(AwaitedEvent wait) => Bind(replace, wait).Run();

    private static Statement Bind(Statement statement, AwaitedEvent wait)
    {
        statement
            .Text(wait.FlowId).Text(wait.Event).Text(wait.Key).Int((int)wait.State).Text(wait.Path).Int(wait.Generation).Text(wait.Nonce).Time(wait.DecidedAt)
            .Outcome(wait.Outcome);
        return wait.Message is { } message
            ? statement
                .Text(message.Id).Text(message.Queue).Text(message.Subject).Text(message.Step).Int(message.Attempt).Time(message.NotBefore)
                .Text(message.TraceParent).Text(message.OrderingKey).Blob(message.Body.Span)
            : statement.Null().Null().Null().Null().Null().Null().Null().Null().Null();
    }

    private static AwaitedEvent Read(Statement.Rows rows, string flow) => new(flow, rows.Text(0), rows.Text(1))
    {
        State = (AwaitedState)rows.Int(2),
        Path = rows.TextOrNull(3),
        Generation = rows.Int(4),
        Nonce = rows.TextOrNull(5),
        DecidedAt = rows.TimeOrNull(6),
        Outcome = OutcomeColumns.Read(rows, FirstOfOutcome),
        Message = rows.IsNull(FirstOfMessage) ? null : new()
        {
            Id = rows.Text(FirstOfMessage),
            Queue = rows.Text(FirstOfMessage + 1),
            FlowId = flow,
            Subject = rows.Text(FirstOfMessage + 2),
            Step = rows.Text(FirstOfMessage + 3),
            Attempt = rows.Int(FirstOfMessage + 4),
            NotBefore = rows.TimeOrNull(FirstOfMessage + 5),
            TraceParent = rows.TextOrNull(FirstOfMessage + 6),
            OrderingKey = rows.TextOrNull(FirstOfMessage + 7),
            Body = rows.Blob(FirstOfMessage + 8),
        },
    };
}
