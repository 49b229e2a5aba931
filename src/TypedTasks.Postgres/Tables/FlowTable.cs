using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Flows.</summary>
internal sealed class FlowTable
{
    private static readonly string Columns =
        $"id, generation, name, plan, state, accepted, deadline, ended, {OutcomeParameters.Names()}, tasks, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, quiet, turn_key, turn_limit, awaits_turn, failure_kind, expected, expected_at";

    private const int ColumnCount = 29;

    // The names of tasks hold no line feed.
    private const char TaskDivider = '\n';

    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<string, FlowHeader> flows;
    private readonly Statement<FlowHeader> insert;
    private readonly Statement<FlowHeader> update;

    public FlowTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.flows";
        flows = new(
            tables.Tracker,
            ids => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE id = ANY($1)").Texts(ids),
            static row => KeyValuePair.Create(row.Text(0), Read(row)));

        // Not "unless it is there": whoever finds it there has decided without it, and decides again.
        insert = new(
            table,
            $"INSERT INTO {table}(id, generation, name, plan, state, accepted, deadline, kind, count, tasks, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, turn_key, turn_limit, awaits_turn, labels, expected, expected_at)"
            + " SELECT id, generation, name, plan, state, accepted, deadline, 0, 0, CASE tasks WHEN '' THEN '{}' ELSE string_to_array(tasks, E'\\n') END, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, turn_key, turn_limit, awaits_turn, CASE labels WHEN '' THEN '{}' ELSE string_to_array(labels, E'\\n') END, expected, expected_at"
            + " FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bool[], $13::bool[], $14::bool[], $15::text[], $16::bigint[], $17::text[], $18::int[], $19::bool[], $20::text[], $21::bigint[], $22::bigint[])"
            + " AS f(id, generation, name, plan, state, accepted, deadline, tasks, nonce, unique_key, compensation, closed, frees, sealed, broker, sign_due, turn_key, turn_limit, awaits_turn, labels, expected, expected_at)",
            static (command, rows) => command
                .Texts(rows, static f => f.Key.FlowId).Ints(rows, static f => f.Key.Generation).Texts(rows, static f => f.Name).Texts(rows, static f => f.PlanHash)
                .Ints(rows, static f => (int)f.State).Times(rows, static f => f.AcceptedAt).Times(rows, static f => f.Deadline)
                .Texts(rows, static f => string.Join(TaskDivider, f.Tasks)).Texts(rows, static f => f.Nonce).Texts(rows, static f => f.UniqueKey)
                .Texts(rows, static f => f.CompensationId).Flags(rows, static f => f.IsClosed).Flags(rows, static f => f.FreesResults).Flags(rows, static f => f.IsSealed)
                .Texts(rows, static f => f.Broker).Times(rows, static f => f.SignDue).Texts(rows, static f => f.TurnKey).Ints(rows, static f => f.TurnLimit).Flags(rows, static f => f.AwaitsTurn)
                .Texts(rows, static f => string.Join(TaskDivider, f.Labels))
                .Spans(rows, static f => f.Expected).Times(rows, static f => f.ExpectedAt));
        update = new(
            table,
            $"UPDATE {table} AS f SET generation = c.generation, state = c.state, deadline = c.deadline, ended = c.ended, kind = c.kind, json = c.json, path = c.path, count = c.count, failure = c.failure,"
            + " compensation = c.compensation, closed = c.closed, broker = c.broker, sign_due = c.sign_due, quiet = c.quiet, awaits_turn = c.awaits_turn, failure_kind = c.failure_kind, expected_at = c.expected_at"
            + " FROM unnest($1::text[], $2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::int[], $7::bytea[], $8::text[], $9::int[], $10::bytea[], $11::text[], $12::bool[], $13::text[], $14::bigint[], $15::bigint[], $16::bool[], $17::text[], $18::bigint[])"
            + " AS c(id, generation, state, deadline, ended, kind, json, path, count, failure, compensation, closed, broker, sign_due, quiet, awaits_turn, failure_kind, expected_at) WHERE f.id = c.id",
            static (command, rows) => command
                .Texts(rows, static f => f.Key.FlowId).Ints(rows, static f => f.Key.Generation).Ints(rows, static f => (int)f.State)
                .Times(rows, static f => f.Deadline).Times(rows, static f => f.EndedAt).Outcomes(rows, static f => f.Outcome)
                .Texts(rows, static f => f.CompensationId).Flags(rows, static f => f.IsClosed).Texts(rows, static f => f.Broker)
                .Times(rows, static f => f.SignDue).Times(rows, static f => f.QuietSince).Flags(rows, static f => f.AwaitsTurn).Texts(rows, static f => f.Failure).Times(rows, static f => f.ExpectedAt));
    }

    public IKnown Known => flows;

    public FlowHeader? Find(string id) => flows.Find(id);

    public bool IsKnown(string id) => flows.IsKnown(id);

    public bool HasPlan(string hash) => tables.Questions.Ask(
        nameof(HasPlan),
        PlanSubject(hash),
        "",
        whileUnknown: false,
        () => new NpgsqlBatchCommand($"SELECT EXISTS (SELECT 1 FROM {table} WHERE plan = $1)").Text(hash),
        static row => row.Next() && row.Flag(0));

    /// <summary>The lock of flows: their rows, as they are once it is held.</summary>
    /// <param name="trip">Takes the statements.</param>
    /// <param name="ids">The flows, in order.</param>
    /// <param name="waits">Whether to wait for rows that others have locked.</param>
    /// <param name="locked">Filled with the flows that are locked.</param>
    /// <param name="existing">Filled with the flows that are there, locked or not.</param>
    public void Lock(RoundTrip trip, string[] ids, bool waits, HashSet<string> locked, HashSet<string> existing)
    {
        if (ids.Length == 0)
            return;
        flows.Leave(ids);
        trip.Add(
            new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE{(waits ? "" : " SKIP LOCKED")}").Texts([.. ids]),
            row =>
            {
                while (row.Next())
                {
                    var flow = Read(row);
                    flows.Put(flow.Key.FlowId, flow);
                    locked.Add(flow.Key.FlowId);
                    existing.Add(flow.Key.FlowId);
                }
            });
        trip.Add(
            new NpgsqlBatchCommand($"SELECT id FROM {table} WHERE id = ANY($1)").Texts([.. ids]),
            row =>
            {
                while (row.Next())
                    existing.Add(row.Text(0));
                foreach (var id in ids)
                {
                    if (!existing.Contains(id))
                        flows.Put(id, null);
                }
            });
    }

    /// <summary>Reads the keys that flows were accepted with, which never change.</summary>
    public void ReadUniqueKeys(RoundTrip trip, string[] ids, Dictionary<string, string> keys) => trip.Add(
        new NpgsqlBatchCommand($"SELECT id, unique_key FROM {table} WHERE id = ANY($1) AND unique_key IS NOT NULL").Texts(ids),
        row =>
        {
            while (row.Next())
                keys[row.Text(0)] = row.Text(1);
        });

    /// <summary>Adds a flow unless one of its id is there, in a transaction that others have begun.</summary>
    public void AddUnlessThere(RoundTrip trip, FlowHeader flow, Action added)
    {
        var command = new NpgsqlBatchCommand($"{insert.Sql} ON CONFLICT (id) DO NOTHING RETURNING id");
        insert.Bind(command, [flow]);
        trip.Add(command, row =>
        {
            if (row.Next())
                added();
        });
    }

    public void Add(FlowHeader flow)
    {
        tables.Questions.Change(PlanSubject(flow.PlanHash));
        var bare = flow with { Compensation = null };
        flows.Change(flow.Key.FlowId, known => known ?? bare);
        tables.Writes.Add(insert, flow.Key.FlowId, bare);
    }

    public void Change(FlowHeader flow)
    {
        var bare = flow with { Compensation = null };
        flows.Set(flow.Key.FlowId, bare);
        tables.Writes.Set(update, flow.Key.FlowId, bare);
    }

    public void Delete(string id) => flows.Set(id, null);

    internal static FlowHeader Read(ResultRow row) => new()
    {
        Key = new(row.Text(0), row.Int(1)),
        Name = row.TextOrNull(2),
        PlanHash = row.Text(3),
        State = (FlowState)row.Int(4),
        AcceptedAt = row.Time(5),
        Deadline = row.Time(6),
        EndedAt = row.TimeOrNull(7),
        Outcome = OutcomeParameters.Read(row, 8),
        Tasks = row.Texts(13),
        Nonce = row.Text(14),
        UniqueKey = row.TextOrNull(15),
        CompensationId = row.TextOrNull(16),
        IsClosed = row.Flag(17),
        FreesResults = row.Flag(18),
        IsSealed = row.Flag(19),
        Broker = row.TextOrNull(20),
        SignDue = row.TimeOrNull(21),
        QuietSince = row.TimeOrNull(22),
        TurnKey = row.TextOrNull(23),
        TurnLimit = row.Int(24),
        AwaitsTurn = row.Flag(25),
        Failure = row.TextOrNull(26),
        Expected = row.SpanOrNull(27),
        ExpectedAt = row.TimeOrNull(28),
    };

    /// <summary>A flow, with the message that starts its compensations behind its columns.</summary>
    internal static FlowHeader ReadWithCompensation(ResultRow row) =>
        row.IsNull(ColumnCount) ? Read(row) : Read(row) with { Compensation = OwedTable.Read(row, ColumnCount) };

    internal static string SelectColumns => Columns;

    private static string PlanSubject(string hash) => $"plan:{hash}";
}
