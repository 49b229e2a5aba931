using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>
/// What is counted of attempts that ended. A transaction adds up first, and writes last, in one order: it holds rows that every worker writes to for as long as its commit takes, and no two can wait for each other.
/// </summary>
internal sealed class TallyTable(string schema)
{
    private const long AllMinutes = 0;

    private readonly Dictionary<(long Minute, string Task), TaskTally> added = [];

    public static (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask(string schema, ReadTallies q, DateTimeOffset now)
    {
        var (first, last) = q.Within == TimeSpan.MaxValue ? (AllMinutes, AllMinutes) : (Math.Max(MinuteOf(StoreTime.Before(now, q.Within)), 1), long.MaxValue);
        return (
            new NpgsqlBatchCommand(
                "SELECT task, sum(succeeded)::bigint, sum(failed)::bigint, sum(retried)::bigint, sum(total)::bigint, max(longest)"
                + $" FROM {schema}.tallies WHERE minute BETWEEN $1 AND $2 GROUP BY task ORDER BY task").Long(first).Long(last),
            static row => FlowReadings.All(
                row, static r => new TaskTally(r.Text(0), r.Long(1), r.Long(2), r.Long(3), TimeSpan.FromMilliseconds(r.Long(4)), TimeSpan.FromMilliseconds(r.Long(5)))));
    }

    public static NpgsqlBatchCommand Trim(string schema, DateTimeOffset before) =>
        new NpgsqlBatchCommand($"DELETE FROM {schema}.tallies WHERE minute > 0 AND minute < $1").Long(MinuteOf(before));

    public void Count(AttemptCounted c)
    {
        Add(AllMinutes, c);
        Add(MinuteOf(c.At), c);
    }

    public void Write(RoundTrip trip)
    {
        if (added.Count == 0)
            return;
        KeyValuePair<(long Minute, string Task), TaskTally>[] rows = [.. added.OrderBy(static a => a.Key.Minute).ThenBy(static a => a.Key.Task, StringComparer.Ordinal)];
        trip.Add(new NpgsqlBatchCommand(
            $"INSERT INTO {schema}.tallies AS t (minute, task, succeeded, failed, retried, total, longest)"
            + " SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])"
            + " ON CONFLICT (minute, task) DO UPDATE SET succeeded = t.succeeded + excluded.succeeded, failed = t.failed + excluded.failed, retried = t.retried + excluded.retried,"
            + " total = t.total + excluded.total, longest = greatest(t.longest, excluded.longest)")
            .Longs(rows, static r => r.Key.Minute).Texts(rows, static r => r.Key.Task).Longs(rows, static r => r.Value.Succeeded).Longs(rows, static r => r.Value.Failed)
            .Longs(rows, static r => r.Value.Retried).Longs(rows, static r => (long)r.Value.Total.TotalMilliseconds).Longs(rows, static r => (long)r.Value.Longest.TotalMilliseconds));
    }

    public void Clear() => added.Clear();

    private void Add(long minute, AttemptCounted c)
    {
        var known = added.GetValueOrDefault((minute, c.Task)) ?? new(c.Task, 0, 0, 0, TimeSpan.Zero, TimeSpan.Zero);
        added[(minute, c.Task)] = known with
        {
            Succeeded = known.Succeeded + (c.State == StepState.Succeeded ? 1 : 0),
            Failed = known.Failed + (c.State == StepState.Failed ? 1 : 0),
            Retried = known.Retried + (c.State == StepState.Retrying ? 1 : 0),
            Total = known.Total + TimeSpan.FromMilliseconds((long)c.Duration.TotalMilliseconds),
            Longest = c.Duration > known.Longest ? c.Duration : known.Longest,
        };
    }

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;
}
