using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Testing;

/// <summary>Counts what has ended and failed, for people.</summary>
internal sealed class InMemoryCounting(InMemoryTables tables)
{
    public static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;

    public void Count(AttemptCounted c)
    {
        foreach (var minute in new[] { 0, MinuteOf(c.At) })
        {
            var known = tables.Tallies.TryGet((c.Task, minute), out var row) ? row : new(c.Task, 0, 0, 0, TimeSpan.Zero, TimeSpan.Zero);
            tables.Tallies.Set((c.Task, minute), Add(known, c));
        }
    }

    public void See(FailureSeen c)
    {
        var known = tables.Failures.TryGet(c.Kind.Fingerprint, out var row) ? row : new(c.Kind, 0, c.At, c.At, "", "", 0);
        tables.Failures.Set(c.Kind.Fingerprint, known with { Count = known.Count + 1, LastAt = c.At, FlowId = c.FlowId, Step = c.Step });
    }

    public void Trim(HistoryTrimmed c)
    {
        foreach (var (flow, row) in tables.Stirred.Rows.Where(s => s.Value.At < c.ChangesBefore).ToArray())
        {
            tables.Stirred.Remove(flow);
            tables.LastTrimmed = Math.Max(tables.LastTrimmed, row.Number);
        }

        foreach (var key in tables.Tallies.Rows.Keys.Where(k => k.Minute != 0 && k.Minute < MinuteOf(c.TalliesBefore)).ToArray())
            tables.Tallies.Remove(key);
    }

    private static TaskTally Add(TaskTally tally, AttemptCounted c)
    {
        var duration = TimeSpan.FromMilliseconds((long)c.Duration.TotalMilliseconds);
        return tally with
        {
            Succeeded = tally.Succeeded + (c.State == StepState.Succeeded ? 1 : 0),
            Failed = tally.Failed + (c.State == StepState.Failed ? 1 : 0),
            Retried = tally.Retried + (c.State == StepState.Retrying ? 1 : 0),
            Total = tally.Total + duration,
            Longest = duration > tally.Longest ? duration : tally.Longest,
        };
    }
}
