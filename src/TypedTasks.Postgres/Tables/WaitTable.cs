using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>What flows wait for, or have.</summary>
internal sealed class WaitTable
{
    // The flow stands where a message has it.
    private const string Columns =
        "event, key, state, at_path, generation, nonce, decided, kind, json, path, count, failure, message, queue, flow, subject, step, attempt, not_before, trace_parent, ordering_key, deferral, body, opened, until";

    private const int FirstOfMessage = 12;
    private static readonly string[] Types =
        ["text", "text", "int", "text", "int", "text", "bigint", "int", "bytea", "text", "int", "bytea", "text", "text", "text", "text", "text", "int", "bigint", "text", "text", "int", "bytea", "bigint", "bigint"];

    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<(string Flow, string Event, string Key), AwaitedEvent> waits;
    private readonly Statement<AwaitedEvent> insert;
    private readonly Statement<AwaitedEvent> set;

    public WaitTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.waits";
        waits = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT w.{Columns.Replace(", ", ", w.", StringComparison.Ordinal)} FROM unnest($1::text[], $2::text[], $3::text[]) AS k(flow, event, key)"
                + $" JOIN {table} AS w ON w.flow = k.flow AND w.event = k.event AND w.key = k.key")
                .Texts(keys, static k => k.Flow).Texts(keys, static k => k.Event).Texts(keys, static k => k.Key),
            static row =>
            {
                var wait = Read(row);
                return KeyValuePair.Create((wait.FlowId, wait.Event, wait.Key), wait);
            });
        var source = $"INSERT INTO {table}({Columns}) SELECT * FROM unnest({string.Join(", ", Types.Select(static (t, i) => $"${i + 1}::{t}[]"))}) ON CONFLICT (flow, event, key) DO";
        insert = new(table, $"{source} NOTHING", Bind);
        set = new(table, $"{source} UPDATE SET {string.Join(", ", Columns.Split(", ").Except(["flow", "event", "key"]).Select(static c => $"{c} = excluded.{c}"))}", Bind);
    }

    public IKnown Known => waits;

    public AwaitedEvent? Find(string flow, string name, string key) => waits.Find((flow, name, key));

    public IReadOnlyList<AwaitedEvent> FindAll(string flow) => tables.Questions.Ask<IReadOnlyList<AwaitedEvent>>(
        "waits",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1").Text(flow),
        static row =>
        {
            List<AwaitedEvent> all = [];
            while (row.Next())
                all.Add(Read(row));
            return all;
        });

    /// <summary>The statement of a query, and how its answer is read.</summary>
    public static NpgsqlBatchCommand Command(string schema, FindWaits query) => new NpgsqlBatchCommand(
        $"SELECT w.flow, w.state IN (0, 2) AND EXISTS (SELECT 1 FROM {schema}.flows AS f WHERE f.id = w.flow AND f.state = 1) AS undecided FROM {schema}.waits AS w"
        + " WHERE w.key = $1 AND w.event = $2 AND w.key <> '' ORDER BY undecided DESC, coalesce(w.decided, 0) DESC, w.flow LIMIT $3")
        .Text(query.Key).Text(query.Event).Int(query.Limit);

    public void Add(AwaitedEvent wait)
    {
        tables.Questions.Change(wait.FlowId);
        waits.Change((wait.FlowId, wait.Event, wait.Key), known => known ?? wait);
        tables.Writes.Add(insert, (wait.FlowId, wait.Event, wait.Key), wait);
    }

    public void Change(AwaitedEvent wait)
    {
        tables.Questions.Change(wait.FlowId);
        waits.Set((wait.FlowId, wait.Event, wait.Key), wait);
        tables.Writes.Set(set, (wait.FlowId, wait.Event, wait.Key), wait);
    }

    private static void Bind(NpgsqlBatchCommand command, IReadOnlyList<AwaitedEvent> rows) => command
        .Texts(rows, static w => w.Event).Texts(rows, static w => w.Key).Ints(rows, static w => (int)w.State)
        .Texts(rows, static w => w.Path).Ints(rows, static w => w.Generation).Texts(rows, static w => w.Nonce).Times(rows, static w => w.DecidedAt)
        .Outcomes(rows, static w => w.Outcome)
        .Texts(rows, static w => w.Message?.Id).Texts(rows, static w => w.Message?.Queue).Texts(rows, static w => w.FlowId).Texts(rows, static w => w.Message?.Subject)
        .Texts(rows, static w => w.Message?.Step).Ints(rows, static w => w.Message?.Attempt ?? 0).Times(rows, static w => w.Message?.NotBefore)
        .Texts(rows, static w => w.Message?.TraceParent).Texts(rows, static w => w.Message?.OrderingKey).Ints(rows, static w => w.Message?.Deferral ?? 0)
        .Blobs(rows, static w => w.Message?.Body).Times(rows, static w => w.OpenedAt).Times(rows, static w => w.Until);

    private static AwaitedEvent Read(ResultRow row) => new(row.Text(FirstOfMessage + 2), row.Text(0), row.Text(1))
    {
        State = (AwaitedState)row.Int(2),
        Path = row.TextOrNull(3),
        Generation = row.Int(4),
        Nonce = row.TextOrNull(5),
        DecidedAt = row.TimeOrNull(6),
        Outcome = OutcomeParameters.Read(row, 7),
        OpenedAt = row.TimeOrNull(FirstOfMessage + MessageParameters.Count),
        Until = row.TimeOrNull(FirstOfMessage + MessageParameters.Count + 1),
        Message = row.IsNull(FirstOfMessage) ? null : MessageParameters.Read(row, FirstOfMessage),
    };
}
