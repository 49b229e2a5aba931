using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Questions of people who look at flows, each a statement of its own.</summary>
internal sealed class FlowReadings(string schema)
{
    /// <summary>A statement, and what reads its rows.</summary>
    public (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask<TResult>(StoreQuery<TResult> query, DateTimeOffset now) => query switch
    {
        CountStates => (
            Command($"SELECT state, count(*)::int FROM {schema}.flows GROUP BY state ORDER BY state"),
            static row => All(row, static r => new StateCount((FlowState)r.Int(0), r.Int(1)))),
        ReadTallies q => TallyTable.Ask(schema, q, now),
        ReadFailures q => FailureTable.Ask(schema, q, now),
        ReadStepsAt q => (
            Command($"SELECT {StepTable.SelectColumns} FROM {schema}.steps WHERE flow = $1 AND path = ANY($2) ORDER BY path").Text(q.FlowId).Texts([.. q.Paths]),
            static row => All(row, StepTable.Read)),
        FindActiveSteps q => (
            (q.FlowId is { } flow
                ? Command($"SELECT {StepTable.SelectColumns}, flow FROM {schema}.steps WHERE state IN (1, 3) AND flow = $2 ORDER BY flow, path LIMIT $1").Int(q.Limit).Text(flow)
                : Command($"SELECT {StepTable.SelectColumns}, flow FROM {schema}.steps WHERE state IN (1, 3) ORDER BY flow, path LIMIT $1").Int(q.Limit)),
            static row => All(row, static r => new ActiveStep(r.Text(StepTable.ColumnCount), StepTable.Read(r)))),
        ReadJoinsAt q => (
            Command(
                $"SELECT j.flow, j.path, j.count, j.compensable, j.succeeded, j.ended, j.state, j.decided_by, j.owed, j.recorded, m.idx, m.failure FROM {schema}.joins AS j"
                + $" LEFT JOIN LATERAL (SELECT idx, failure FROM {schema}.members WHERE flow = j.flow AND join_path = j.path AND failure IS NOT NULL ORDER BY idx LIMIT $3) AS m ON true"
                + " WHERE j.flow = $1 AND j.path = ANY($2) ORDER BY j.path, m.idx").Text(q.FlowId).Texts([.. q.Paths]).Int(q.Failed),
            ReadJoins),
        ReadMemberEnds q => (
            Command($"SELECT idx, failure FROM {schema}.members WHERE flow = $1 AND join_path = $2 AND idx >= $3 AND idx < $4 ORDER BY idx")
                .Text(q.FlowId).Text(q.Join).Int(q.First).Int((int)Math.Min((long)q.First + q.Count, int.MaxValue)),
            static row => All(row, static r => new MemberEnd(r.Int(0), r.BlobOrNull(1)))),
        FindOpenWaits q => OpenWaits(q),
        ReadStepMessages q => (
            Command(
                $"SELECT {MessageParameters.Names} FROM (SELECT {MessageParameters.Names}, 0 AS part, rank FROM {schema}.parked WHERE flow = $1 AND step = $2 AND NOT carried"
                + $" UNION ALL SELECT {MessageParameters.Names}, 1, rank FROM {schema}.owed WHERE flow = $1 AND step = $2 AND handed_off <> 2) AS m ORDER BY part, rank LIMIT $3")
                .Text(q.FlowId).Text(q.Step).Int(q.Limit),
            static row => All(row, static r => MessageParameters.Read(r, 0))),
        ReadActions q => ActionTable.Ask(schema, q),
        ReadChanges q => ChangeTable.Ask(schema, q),
        _ => throw new NotSupportedException($"The PostgreSQL store does not know {query.GetType().Name}."),
    };

    public static List<T> All<T>(ResultRow row, Func<ResultRow, T> read)
    {
        List<T> found = [];
        while (row.Next())
            found.Add(read(row));
        return found;
    }

    private (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) OpenWaits(FindOpenWaits q)
    {
        var command = new NpgsqlBatchCommand().Int(q.Limit);
        var conditions = "";
        if (q.After is { } after)
        {
            command.Time(after.OpenedAt).Text(after.FlowId).Text(after.Event).Text(after.Key);
            conditions = " AND (coalesce(w.opened, 0), w.flow, w.event, w.key) > ($2, $3, $4, $5)";
        }

        if (q.FlowId is { } flow)
            conditions += string.Create(System.Globalization.CultureInfo.InvariantCulture, $" AND w.flow = ${command.Text(flow).Parameters.Count}");
        if (q.Event is { } name)
            conditions += string.Create(System.Globalization.CultureInfo.InvariantCulture, $" AND w.event = ${command.Text(name).Parameters.Count}");
        command.CommandText =
            $"SELECT w.flow, w.event, w.key, w.at_path, w.generation, w.opened FROM {schema}.waits AS w WHERE w.state = 2{conditions}"
            + $" AND EXISTS (SELECT 1 FROM {schema}.flows AS f WHERE f.id = w.flow AND f.state = 1 AND f.generation = w.generation)"
            + " ORDER BY coalesce(w.opened, 0), w.flow, w.event, w.key LIMIT $1";
        return (command, static row => All(row, static r => new AwaitedEvent(r.Text(0), r.Text(1), r.Text(2))
        {
            State = AwaitedState.Open,
            Path = r.TextOrNull(3),
            Generation = r.Int(4),
            OpenedAt = r.TimeOrNull(5),
        }));
    }

    // A row for each failed member, and one for a join without any.
    private static List<JoinGlance> ReadJoins(ResultRow row)
    {
        List<JoinGlance> joins = [];
        List<MemberEnd> failed = [];
        while (row.Next())
        {
            var path = row.Text(1);
            if (joins.Count == 0 || joins[^1].Header.Path != path)
            {
                failed = [];
                joins.Add(new(
                    new(row.Text(0), path, row.Int(2), row.Flag(3))
                    {
                        Succeeded = row.Int(4),
                        Ended = row.Int(5),
                        State = (JoinState)row.Int(6),
                        DecidedBy = row.Int(7),
                        OwedIds = row.Texts(8),
                        Recorded = row.Int(9),
                    },
                    failed));
            }

            if (!row.IsNull(10))
                failed.Add(new(row.Int(10), row.BlobOrNull(11)));
        }

        return joins;
    }

    private static NpgsqlBatchCommand Command(string sql) => new(sql);
}
