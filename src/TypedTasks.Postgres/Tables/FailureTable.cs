using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>The kinds of failures that were seen, written as what is counted is: last, and in one order.</summary>
internal sealed class FailureTable(string schema)
{
    private readonly Dictionary<string, FailureTally> seen = new(StringComparer.Ordinal);

    public static (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask(string schema, ReadFailures q, DateTimeOffset now) => (
        new NpgsqlBatchCommand(
            "SELECT task, type, frame, count, first, last, flow, step,"
            + $" (SELECT count(*) FROM (SELECT 1 FROM {schema}.flows AS f WHERE f.failure_kind = k.fingerprint AND f.state = 3 LIMIT {FailureTally.MostFlows}) AS few)::int"
            + $" FROM {schema}.failure_kinds AS k WHERE last >= $1 ORDER BY last DESC, fingerprint LIMIT $2").Time(StoreTime.Before(now, q.Within)).Int(q.Limit),
        static row => FlowReadings.All(
            row, static r => new FailureTally(new(r.Text(0), r.Text(1), r.Text(2)), r.Long(3), r.Time(4), r.Time(5), r.Text(6), r.Text(7), r.Int(8))));

    public void See(FailureSeen c)
    {
        var known = seen.GetValueOrDefault(c.Kind.Fingerprint) ?? new(c.Kind, 0, c.At, c.At, "", "", 0);
        seen[c.Kind.Fingerprint] = known with { Count = known.Count + 1, LastAt = c.At, FlowId = c.FlowId, Step = c.Step };
    }

    public void Write(RoundTrip trip)
    {
        if (seen.Count == 0)
            return;
        KeyValuePair<string, FailureTally>[] rows = [.. seen.OrderBy(static s => s.Key, StringComparer.Ordinal)];
        trip.Add(new NpgsqlBatchCommand(
            $"INSERT INTO {schema}.failure_kinds AS k (fingerprint, task, type, frame, count, first, last, flow, step)"
            + " SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])"
            + " ON CONFLICT (fingerprint) DO UPDATE SET count = k.count + excluded.count, last = excluded.last, flow = excluded.flow, step = excluded.step")
            .Texts(rows, static r => r.Key).Texts(rows, static r => r.Value.Kind.Task).Texts(rows, static r => r.Value.Kind.Type).Texts(rows, static r => r.Value.Kind.Frame)
            .Longs(rows, static r => r.Value.Count).Times(rows, static r => r.Value.FirstAt).Times(rows, static r => r.Value.LastAt)
            .Texts(rows, static r => r.Value.FlowId).Texts(rows, static r => r.Value.Step));
    }

    public void Clear() => seen.Clear();
}
