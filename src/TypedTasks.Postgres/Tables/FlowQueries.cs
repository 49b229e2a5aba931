using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Questions about many flows, each a statement of its own.</summary>
internal sealed class FlowQueries(string schema)
{
    // What was heard of a flow last: its acceptance, what was said of it, an attempt that began or ended.
    private readonly string lastSign =
        $"greatest(f.accepted, f.sign_due, (SELECT max(greatest(s.started, s.ended)) FROM {schema}.steps AS s WHERE s.flow = f.id))";

    private readonly FlowBranches search = new(schema);

    private readonly FlowReadings readings = new(schema);

    private readonly string hasMore =
        $"(EXISTS (SELECT 1 FROM {schema}.owed AS o WHERE o.flow = f.id AND o.since IS NOT NULL) OR EXISTS (SELECT 1 FROM {schema}.permits AS p WHERE p.flow = f.id AND p.state = 0))";

    /// <summary>A statement, and what reads its rows.</summary>
    public (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask<TResult>(StoreQuery<TResult> query, DateTimeOffset now) => query switch
    {
        FindOwed q => (
            Command($"SELECT {MessageParameters.Names} FROM {schema}.owed WHERE since <= $1 ORDER BY since, rank LIMIT $2").Time(StoreTime.Before(now, q.OwedFor)).Int(q.Limit),
            static row => All(row, static r => MessageParameters.Read(r, 0))),
        FindOverdue q => (
            Command($"SELECT id, generation FROM {schema}.flows WHERE state = 1 AND deadline < $1 ORDER BY deadline, id LIMIT $2").Time(now).Int(q.Limit),
            static row => All(row, static r => new FlowKey(r.Text(0), r.Int(1)))),
        FindStranded q => (
            Command($"SELECT id, generation, broker FROM {schema}.flows WHERE state = 1 AND broker IS NOT NULL AND broker <> $1 ORDER BY id LIMIT $2").Text(q.Broker).Int(q.Limit),
            static row => All(row, static r => new StrandedFlow(new(r.Text(0), r.Int(1)), r.Text(2)))),
        FindQuiet q => (
            Command(
                $"SELECT id, generation, plan, sign FROM (SELECT id, generation, plan, {lastSign} AS sign FROM {schema}.flows AS f"
                + $" WHERE (state = 1 OR state = 5) AND quiet IS NULL AND accepted <= $1 AND NOT {hasMore}) AS f WHERE sign <= $1 ORDER BY id LIMIT $2")
                .Time(StoreTime.Before(now, q.QuietFor)).Int(q.Limit),
            ReadQuiet),
        FindStirred q => (
            Command(
                $"SELECT id, generation, plan, sign FROM (SELECT id, generation, plan, quiet, {lastSign} AS sign, {hasMore} AS more FROM {schema}.flows AS f"
                + " WHERE quiet IS NOT NULL AND state IN (1, 5)) AS f WHERE more OR sign > quiet ORDER BY id LIMIT $1").Int(q.Limit),
            ReadQuiet),
        FindTurns q => (
            Command(
                $"SELECT t.key FROM {schema}.turns AS t LEFT JOIN {schema}.flows AS f ON f.id = t.flow WHERE t.held AND (f.id IS NULL OR f.generation <> t.generation OR f.awaits_turn OR f.state IN (2, 3, 4))"
                + $" UNION SELECT t.key FROM (SELECT DISTINCT ON (key) key, most FROM {schema}.turns WHERE NOT held ORDER BY key, place) AS t"
                + $" WHERE t.most > (SELECT count(*) FROM {schema}.turns AS h WHERE h.key = t.key AND h.held) ORDER BY 1 LIMIT $1").Int(q.Limit),
            static row => All(row, static r => r.Text(0))),
        ReadPlace q => (
            Command($"SELECT (SELECT count(*) FROM {schema}.turns AS b WHERE b.key = t.key AND NOT b.held AND b.place <= t.place)::int FROM {schema}.turns AS t WHERE t.flow = $1 AND t.generation = $2 AND NOT t.held")
                .Text(q.Flow.FlowId).Int(q.Flow.Generation),
            static row => row.Next() ? row.Int(0) : 0),
        FindPurgeable q => Filtered(q.Filter, "state IN (2, 3, 4) AND ended <= $1", c => c.Time(StoreTime.Before(now, q.EndedFor)), "ended, id", q.Limit, now),
        FindWaits q => (WaitTable.Command(schema, q), static row => All(row, static r => new KeyedWait(r.Text(0), r.Flag(1)))),
        FindUnusedPlans q => (
            Command($"SELECT hash FROM {schema}.plans AS p WHERE used <= $1 AND NOT EXISTS (SELECT 1 FROM {schema}.flows AS f WHERE f.plan = p.hash) ORDER BY hash LIMIT $2")
                .Time(StoreTime.Before(now, q.UnusedFor)).Int(q.Limit),
            static row => All(row, static r => r.Text(0))),
        ListFlows { After: { } after } q => Filtered(
            q.Filter, "(accepted, id) < ($1, $2)", c => c.Time(after.AcceptedAt).Text(after.FlowId), "accepted DESC, id DESC", q.Limit, now),
        ListFlows q => Filtered(q.Filter, "true", static c => c, "accepted DESC, id DESC", q.Limit, now),
        ReadCancellations q => (
            Command($"SELECT sequence, flow, generation, path, cancelled FROM {schema}.cancellations WHERE sequence > $1 AND cancelled >= $2 ORDER BY sequence LIMIT $3")
                .Long(q.After).Time(StoreTime.Before(now, q.Within)).Int(q.Limit),
            static row => All(row, static r => new Cancellation(r.Long(0), new(r.Text(1), r.Int(2)), r.Text(3), r.Time(4)))),
        ListSchedules => (
            Command($"SELECT json FROM {schema}.schedules ORDER BY name"),
            static row => All(row, static r => ScheduleJson.Read(r.Blob(0)))),
        ListWorkers => (
            Command($"SELECT json FROM {schema}.workers ORDER BY id"),
            row => new WorkerList(now, All(row, static r => WorkerJson.ReadWorker(r.Blob(0))))),
        ReadControls q => (
            Command($"SELECT json FROM {schema}.controls WHERE $1 IS NULL OR worker IS NULL OR worker = $1 ORDER BY key").Text(q.Worker),
            static row => All(row, static r => WorkerJson.ReadControl(r.Blob(0)))),
        CountFlows q => Count(q, now),
        FindOldest q => Filtered(new() { States = [FlowState.Running] }, "true", static c => c, "accepted, id", q.Limit, now),
        FindLate q => Filtered(new(), "state = 1 AND deadline < $1", c => c.Time(StoreTime.After(now, q.Within)), "deadline, id", q.Limit, now),
        FindFailed q => Filtered(new(), "state = 3 AND ended >= $1", c => c.Time(StoreTime.Before(now, q.Within)), "ended DESC, id DESC", q.Limit, now),
        _ => readings.Ask(query, now),
    };

    private (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Count(CountFlows q, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = $"SELECT count(*)::int FROM ({search.Write(command, q.Filter, "1", "true", "", q.Most, now)}) AS found";
        return (command, static row => row.Next() ? row.Int(0) : 0);
    }

    // The message that starts compensations lies with those that are owed.
    private (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Filtered(
        FlowFilter filter, string condition, Func<NpgsqlBatchCommand, NpgsqlBatchCommand> bind, string order, int limit, DateTimeOffset now)
    {
        var command = bind(new());
        command.CommandText =
            $"SELECT f.*, o.{MessageParameters.Names.Replace(", ", ", o.", StringComparison.Ordinal)}, o.since, o.origin, o.handed_off"
            + $" FROM ({search.Write(command, filter, FlowTable.SelectColumns, condition, order, limit, now)}) AS f"
            + $" LEFT JOIN {schema}.owed AS o ON o.id = f.compensation ORDER BY {order.Replace("accepted", "f.accepted", StringComparison.Ordinal).Replace("ended", "f.ended", StringComparison.Ordinal).Replace("deadline", "f.deadline", StringComparison.Ordinal).Replace(" id", " f.id", StringComparison.Ordinal)}";
        return (command, static row => All(row, static r => FlowTable.ReadWithCompensation(r).ToRecord()));
    }

    private static List<QuietFlow> ReadQuiet(ResultRow row) => All(row, static r => new QuietFlow(new(r.Text(0), r.Int(1)), r.Text(2), r.Time(3)));

    private static List<T> All<T>(ResultRow row, Func<ResultRow, T> read)
    {
        List<T> found = [];
        while (row.Next())
            found.Add(read(row));
        return found;
    }

    private static NpgsqlBatchCommand Command(string sql) => new(sql);
}
