using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>The kinds of failures that were seen.</summary>
internal sealed class FailureRows(SqliteDatabase database)
{
    private readonly Statement see = database.Prepare(
        """
        INSERT INTO failure_kinds(fingerprint, task, type, frame, count, first, last, flow, step) VALUES (?, ?, ?, ?, 1, ?6, ?6, ?5, ?7)
        ON CONFLICT DO UPDATE SET count = count + 1, last = excluded.last, flow = excluded.flow, step = excluded.step
        """);

    private readonly Statement read = database.Prepare(
        "SELECT task, type, frame, count, first, last, flow, step,"
        + $" (SELECT count(*) FROM (SELECT 1 FROM flows INDEXED BY flows_failure WHERE failure_kind = k.fingerprint AND state = 3 LIMIT {FailureTally.MostFlows}))"
        + " FROM failure_kinds AS k WHERE last >= ? ORDER BY last DESC, fingerprint LIMIT ?");

    public void See(FailureSeen c) => see
        .Text(c.Kind.Fingerprint).Text(c.Kind.Task).Text(c.Kind.Type).Text(c.Kind.Frame).Text(c.FlowId).Time(c.At).Text(c.Step).Run();

    public List<FailureTally> Read(ReadFailures q, DateTimeOffset now)
    {
        List<FailureTally> failures = [];
        using var rows = read.Time(StoreTime.Before(now, q.Within)).Int(q.Limit).Query();
        while (rows.Next())
            failures.Add(new(new(rows.Text(0), rows.Text(1), rows.Text(2)), rows.Long(3), rows.Time(4), rows.Time(5), rows.Text(6), rows.Text(7), rows.Int(8)));
        return failures;
    }
}
