using System.Globalization;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>
/// The feed of changes. Transactions commit in another order than they take numbers, so a position is the snapshot that a reader has seen: what comes next is what was not visible in it. Nothing is passed over, however long
/// a transaction takes, and no transaction waits for another because of it.
/// </summary>
internal sealed class ChangeTable(string schema)
{
    private readonly HashSet<string> stirred = new(StringComparer.Ordinal);

    public static (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask(string schema, ReadChanges q)
    {
        if (q.After is null || !IsSnapshot(q.After))
        {
            var isWhole = q.After is null;
            return (new NpgsqlBatchCommand("SELECT pg_current_snapshot()::text"), row => new ChangeSet([], row.Next() ? row.Text(0) : "", isWhole));
        }

        var command = new NpgsqlBatchCommand(
            $"WITH fresh AS MATERIALIZED (SELECT flow, number FROM {schema}.changes WHERE xid >= pg_snapshot_xmin($1::text::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::text::pg_snapshot) ORDER BY xid, number LIMIT $2)"
            + " SELECT pg_current_snapshot()::text, coalesce((SELECT array_agg(flow ORDER BY last) FROM (SELECT flow, max(number) AS last FROM fresh GROUP BY flow) AS f), '{}'), (SELECT count(*) FROM fresh)::int,"
            + $" coalesce((SELECT pg_visible_in_snapshot(trimmed, $1::text::pg_snapshot) FROM {schema}.store), true)")
            .Text(q.After).Int(q.Limit + 1);
        return (command, row => Read(row, q.Limit));
    }

    public static NpgsqlBatchCommand Trim(string schema, DateTimeOffset before) => new NpgsqlBatchCommand(
        $"WITH gone AS (DELETE FROM {schema}.changes WHERE changed < $1 RETURNING xid), newest AS (SELECT xid FROM gone ORDER BY xid DESC LIMIT 1)"
        + $" UPDATE {schema}.store SET trimmed = newest.xid FROM newest WHERE trimmed IS NULL OR trimmed < newest.xid").Time(before);

    public void Stir(string flow) => stirred.Add(flow);

    public void Write(RoundTrip trip, DateTimeOffset now)
    {
        if (stirred.Count == 0)
            return;
        trip.Add(new NpgsqlBatchCommand($"INSERT INTO {schema}.changes(flow, changed) SELECT unnest($1::text[]), $2").Texts([.. stirred]).Time(now));
    }

    public void Clear() => stirred.Clear();

    private static ChangeSet Read(ResultRow row, int limit)
    {
        row.Next();
        var flows = row.Texts(1);
        return new(flows.Length > limit ? flows[..limit] : flows, row.Text(0), row.Int(2) <= limit && row.Flag(3));
    }

    // As the server writes it, xmin:xmax:xip,xip: a position comes from outside.
    private static bool IsSnapshot(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 3 || !TryRead(parts[0], out var first) || !TryRead(parts[1], out var end) || first == 0 || first > end)
            return false;
        var last = 0UL;
        foreach (var running in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryRead(running, out var number) || number < first || number >= end || number <= last)
                return false;
            last = number;
        }

        return !parts[2].StartsWith(',') && !parts[2].EndsWith(',') && !parts[2].Contains(",,", StringComparison.Ordinal);
    }

    private static bool TryRead(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= long.MaxValue;
}
