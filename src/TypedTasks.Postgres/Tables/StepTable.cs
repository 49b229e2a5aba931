using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>The history of steps.</summary>
internal sealed class StepTable
{
    private const string Columns = "path, task, state, attempt, worker, started, ended, progress, progress_text, failure, reason, until";

    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<FlowPart, Row> steps;
    private readonly Statement<StepChanged> set;

    public StepTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.steps";
        steps = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT s.flow, s.path, s.generation, s.attempt, s.state FROM unnest($1::text[], $2::text[]) AS k(flow, path) JOIN {table} AS s ON s.flow = k.flow AND s.path = k.path")
                .Texts(keys, static k => k.FlowId).Texts(keys, static k => k.Path),
            static row => KeyValuePair.Create(new FlowPart(row.Text(0), row.Text(1)), new Row(new(row.Int(2), row.Int(3), (StepState)row.Int(4)))));
        set = new(
            table,
            $"INSERT INTO {table}(flow, generation, {Columns})"
            + $" SELECT flow, generation, path, task, state, attempt, worker, started, ended, progress, progress_text, failure, nullif(reason, -1), until FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::bigint[], $9::bigint[], $10::float8[], $11::text[], $12::bytea[], $13::int[], $14::bigint[]) AS s(flow, generation, {Columns})"
            + " ON CONFLICT (flow, path) DO UPDATE SET generation = excluded.generation, task = excluded.task, state = excluded.state, attempt = excluded.attempt, worker = excluded.worker,"
            + " started = excluded.started, ended = excluded.ended, progress = excluded.progress, progress_text = excluded.progress_text, failure = excluded.failure, reason = excluded.reason, until = excluded.until",
            static (command, rows) => command
                .Texts(rows, static c => c.FlowId).Ints(rows, static c => c.Generation).Texts(rows, static c => c.Step.Path).Texts(rows, static c => c.Step.Task)
                .Ints(rows, static c => (int)c.Step.State).Ints(rows, static c => c.Step.Attempt).Texts(rows, static c => c.Step.Worker)
                .Times(rows, static c => c.Step.StartedAt).Times(rows, static c => c.Step.EndedAt).Reals(rows, static c => c.Step.Progress)
                .Texts(rows, static c => c.Step.ProgressText).Blobs(rows, static c => c.Step.Failure)
                .Ints(rows, static c => (int?)c.Step.Reason ?? -1).Times(rows, static c => c.Step.Until));
    }

    public IKnown Known => steps;

    public KnownStep? Find(string flow, string path) => steps.Find(new(flow, path))?.Step;

    public IReadOnlyList<StepRecord> FindAll(string flow) => Ask("steps", flow, "");

    public IReadOnlyList<StepRecord> FindHeld(string flow) => Ask("held steps", flow, " AND until IS NOT NULL");

    private IReadOnlyList<StepRecord> Ask(string question, string flow, string condition) => tables.Questions.Ask<IReadOnlyList<StepRecord>>(
        question,
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1{condition}").Text(flow),
        static row =>
        {
            List<StepRecord> found = [];
            while (row.Next())
                found.Add(Read(row));
            return found;
        });

    public IReadOnlyList<StepCount> Count(string flow) => tables.Questions.Ask<IReadOnlyList<StepCount>>(
        "step counts",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT task, state, count(*)::int, sum(coalesce(progress, 0)) FROM {table} WHERE flow = $1 GROUP BY task, state").Text(flow),
        static row =>
        {
            List<StepCount> found = [];
            while (row.Next())
                found.Add(new(row.Text(0), (StepState)row.Int(1), row.Int(2), row.Real(3)));
            return found;
        });

    public void Set(StepChanged c)
    {
        tables.Questions.Change(c.FlowId);
        var key = new FlowPart(c.FlowId, c.Step.Path);
        steps.Set(key, new(new(c.Generation, c.Step.Attempt, c.Step.State)));
        tables.Writes.Set(set, key, c);
    }

    internal static string SelectColumns => Columns;

    internal const int ColumnCount = 12;

    internal static StepRecord Read(ResultRow row) => new(
        row.Text(0),
        row.Text(1),
        (StepState)row.Int(2),
        row.Int(3),
        row.Text(4),
        row.Time(5),
        row.TimeOrNull(6),
        row.IsNull(7) ? null : row.Real(7),
        row.TextOrNull(8))
    {
        Failure = row.BlobOrNull(9),
        Reason = row.IsNull(10) ? null : (WaitReason)row.Int(10),
        Until = row.TimeOrNull(11),
    };

    private sealed record Row(KnownStep Step);
}
