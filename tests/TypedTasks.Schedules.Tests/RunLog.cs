using System.Collections.Concurrent;

namespace TypedTasks.Schedules.Tests;

/// <summary>What ran, and when by the clock of the host.</summary>
internal sealed class RunLog
{
    public ConcurrentQueue<ScheduledRun> Runs { get; } = [];

    public ConcurrentQueue<ScheduledRun> Ended { get; } = [];

    public ConcurrentQueue<DateTimeOffset> Started { get; } = [];

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public void Add(ScheduledRun run)
    {
        lock (Runs)
        {
            Runs.Enqueue(run);
            Started.Enqueue(Time.GetUtcNow());
        }
    }
}
