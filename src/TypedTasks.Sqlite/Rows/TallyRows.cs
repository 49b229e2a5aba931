using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>What is counted of attempts that ended. A transaction adds up first: it writes two rows for a task, however many of its attempts it records.</summary>
internal sealed class TallyRows(SqliteDatabase database)
{
    private const long AllMinutes = 0;

    private readonly Dictionary<(long Minute, string Task), TaskTally> added = [];

    private readonly Statement add = database.Prepare(
        """
        INSERT INTO tallies(minute, task, succeeded, failed, retried, total, longest) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed, retried = retried + excluded.retried,
            total = total + excluded.total, longest = max(longest, excluded.longest)
        """);

    private readonly Statement read = database.Prepare(
        "SELECT task, sum(succeeded), sum(failed), sum(retried), sum(total), max(longest) FROM tallies WHERE minute BETWEEN ? AND ? GROUP BY task ORDER BY task");

    private readonly Statement trim = database.Prepare("DELETE FROM tallies WHERE minute > 0 AND minute < ?");

    public void Count(AttemptCounted c)
    {
        var key = (MinuteOf(c.At), c.Task);
        var known = added.GetValueOrDefault(key) ?? new(c.Task, 0, 0, 0, TimeSpan.Zero, TimeSpan.Zero);
        added[key] = known with
        {
            Succeeded = known.Succeeded + (c.State == StepState.Succeeded ? 1 : 0),
            Failed = known.Failed + (c.State == StepState.Failed ? 1 : 0),
            Retried = known.Retried + (c.State == StepState.Retrying ? 1 : 0),
            Total = known.Total + TimeSpan.FromMilliseconds((long)c.Duration.TotalMilliseconds),
            Longest = c.Duration > known.Longest ? c.Duration : known.Longest,
        };
    }

    public List<TaskTally> Read(ReadTallies q, DateTimeOffset now)
    {
        List<TaskTally> tallies = [];
        var (first, last) = q.Within == TimeSpan.MaxValue ? (AllMinutes, AllMinutes) : (Math.Max(MinuteOf(StoreTime.Before(now, q.Within)), 1), long.MaxValue);
        using var rows = read.Int(first).Int(last).Query();
        while (rows.Next())
            tallies.Add(new(rows.Text(0), rows.Long(1), rows.Long(2), rows.Long(3), TimeSpan.FromMilliseconds(rows.Long(4)), TimeSpan.FromMilliseconds(rows.Long(5))));
        return tallies;
    }

    public void Trim(DateTimeOffset before) => trim.Int(MinuteOf(before)).Run();

    public void Flush()
    {
        foreach (var ((minute, _), tally) in added)
        {
            foreach (var at in (ReadOnlySpan<long>)[AllMinutes, minute])
            {
                add.Int(at).Text(tally.Task).Int(tally.Succeeded).Int(tally.Failed).Int(tally.Retried)
                    .Int((long)tally.Total.TotalMilliseconds).Int((long)tally.Longest.TotalMilliseconds).Run();
            }
        }

        added.Clear();
    }

    public void Clear() => added.Clear();

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;
}
