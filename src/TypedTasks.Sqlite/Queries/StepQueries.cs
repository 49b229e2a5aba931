using TypedTasks.Plans;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>The history of steps.</summary>
internal sealed class StepQueries(SqliteDatabase database)
{
    private const string Columns = "path, task, state, attempt, worker, started, ended, progress, progress_text, failure";

    // The newest attempt of the newest generation wins, and an attempt that has ended (state above 1) does not run again.
    private readonly Statement upsert = database.Prepare(
        $"""
        INSERT INTO steps(flow, generation, {Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            generation = excluded.generation, task = excluded.task, state = excluded.state, attempt = excluded.attempt, worker = excluded.worker,
            started = excluded.started, ended = excluded.ended,
            progress = excluded.progress, progress_text = excluded.progress_text,
            failure = excluded.failure
        WHERE (excluded.generation, excluded.attempt) > (generation, attempt)
            OR ((excluded.generation, excluded.attempt) = (generation, attempt) AND (excluded.state <> 1 OR state <= 1))
        """);

    private readonly Statement read = database.Prepare($"SELECT {Columns} FROM steps WHERE flow = ?");

    private readonly Statement count = database.Prepare(
        """
        SELECT task, state, count(*), sum(CASE WHEN state = 1 THEN coalesce(progress, 0) ELSE 0 END)
        FROM steps WHERE flow = ? GROUP BY task, state ORDER BY task, state
        """);

    public void Record(RecordStep o)
    {
        var step = o.Step;
        upsert
            .Text(o.Key.FlowId).Int(o.Key.Generation).Text(step.Path).Text(step.Task).Int((int)step.State).Int(step.Attempt)
            .Text(step.Worker).Time(step.StartedAt).Time(step.EndedAt).Real(step.Progress).Text(step.ProgressText).Blob(step.Failure)
            .Run();
    }

    public List<StepRecord> Read(ReadSteps o)
    {
        List<StepRecord> steps = [];
        using var rows = read.Text(o.Key.FlowId).Query();
        while (rows.Next())
        {
            steps.Add(new(
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
            });
        }

        steps.Sort(static (a, b) => PathOrder.Instance.Compare(a.Path, b.Path));
        return steps;
    }

    public List<StepCount> Count(CountSteps o)
    {
        List<StepCount> counts = [];
        using var rows = count.Text(o.Key.FlowId).Query();
        while (rows.Next())
            counts.Add(new(rows.Text(0), (StepState)rows.Int(1), rows.Int(2), rows.Real(3)));
        return counts;
    }
}
