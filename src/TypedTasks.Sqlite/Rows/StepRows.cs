using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>The history of steps.</summary>
internal sealed class StepRows(SqliteDatabase database)
{
    private const string Columns = "path, task, state, attempt, worker, started, ended, progress, progress_text, failure, reason, until";

    private readonly Statement find = database.Prepare("SELECT generation, attempt, state FROM steps WHERE flow = ? AND path = ?");

    private readonly Statement set = database.Prepare(
        $"""
        INSERT INTO steps(flow, generation, {Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            generation = excluded.generation, task = excluded.task, state = excluded.state, attempt = excluded.attempt, worker = excluded.worker,
            started = excluded.started, ended = excluded.ended, progress = excluded.progress, progress_text = excluded.progress_text,
            failure = excluded.failure, reason = excluded.reason, until = excluded.until
        """);

    private readonly Statement all = database.Prepare($"SELECT {Columns} FROM steps WHERE flow = ?");

    private readonly Statement held = database.Prepare($"SELECT {Columns} FROM steps WHERE flow = ? AND until IS NOT NULL");

    private readonly Statement counts = database.Prepare(
        "SELECT task, state, count(*), sum(coalesce(progress, 0)) FROM steps WHERE flow = ? GROUP BY task, state");

    private readonly Statement one = database.Prepare($"SELECT {Columns} FROM steps WHERE flow = ? AND path = ?");

    private readonly Statement active = database.Prepare($"SELECT {Columns}, flow FROM steps INDEXED BY steps_active WHERE state IN (1, 3) ORDER BY flow, path LIMIT ?");

    private readonly Statement activeOf = database.Prepare($"SELECT {Columns}, flow FROM steps INDEXED BY steps_active WHERE flow = ? AND state IN (1, 3) ORDER BY path LIMIT ?");

    public KnownStep? Find(string flow, string path)
    {
        using var rows = find.Text(flow).Text(path).Query();
        return rows.Next() ? new(rows.Int(0), rows.Int(1), (StepState)rows.Int(2)) : null;
    }

    public void Set(StepChanged c)
    {
        var row = set
            .Text(c.FlowId).Int(c.Generation).Text(c.Step.Path).Text(c.Step.Task).Int((int)c.Step.State).Int(c.Step.Attempt)
            .Text(c.Step.Worker).Time(c.Step.StartedAt).Time(c.Step.EndedAt).Real(c.Step.Progress).Text(c.Step.ProgressText).Blob(c.Step.Failure);
        (c.Step.Reason is { } reason ? row.Int((int)reason) : row.Null()).Time(c.Step.Until).Run();
    }

    public List<StepRecord> FindAll(string flow) => Read(all, flow);

    public List<StepRecord> FindHeld(string flow) => Read(held, flow);

    private static List<StepRecord> Read(Statement statement, string flow)
    {
        List<StepRecord> steps = [];
        using var rows = statement.Text(flow).Query();
        while (rows.Next())
            steps.Add(Read(rows));
        return steps;
    }

    public List<StepRecord> Find(ReadStepsAt q)
    {
        List<StepRecord> steps = [];
        foreach (var path in q.Paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            using var rows = one.Text(q.FlowId).Text(path).Query();
            if (rows.Next())
                steps.Add(Read(rows));
        }

        return steps;
    }

    public List<ActiveStep> Find(FindActiveSteps q)
    {
        List<ActiveStep> steps = [];
        using var rows = (q.FlowId is null ? active : activeOf.Text(q.FlowId)).Int(q.Limit).Query();
        while (rows.Next())
            steps.Add(new(rows.Text(12), Read(rows)));
        return steps;
    }

    private static StepRecord Read(Statement.Rows rows) => new(
        rows.Text(0),
        rows.Text(1),
        (StepState)rows.Int(2),
        rows.Int(3),
        rows.Text(4),
        rows.Time(5),
        rows.TimeOrNull(6),
        rows.IsNull(7) ? null : rows.Real(7),
        rows.TextOrNull(8))
    {
        Failure = rows.BlobOrNull(9),
        Reason = rows.IsNull(10) ? null : (WaitReason)rows.Int(10),
        Until = rows.TimeOrNull(11),
    };

    public List<StepCount> Count(string flow)
    {
        List<StepCount> found = [];
        using var rows = counts.Text(flow).Query();
        while (rows.Next())
            found.Add(new(rows.Text(0), (StepState)rows.Int(1), rows.Int(2), rows.Real(3)));
        return found;
    }
}
