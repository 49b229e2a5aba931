using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Makes random operations on schedules. Flows are those of other operations, so that what runs ends and goes.</summary>
internal sealed class ScheduleGenerator(int seed)
{
    private readonly Random random = new(seed ^ 0x5C4ED);

    public Recipe Next(FlowKey key) => random.Next(9) switch
    {
        8 => Delete(),
        0 => Define(),
        1 => Pause(),
        2 => Queue(),
        _ => Propose(key, random.Next(4)),
    };

    public Recipe Define()
    {
        var (name, version, hash) = (Name(), random.Next(10) == 0 ? 2 : 1, Hash());
        var overlap = (ScheduleOverlap)(name.Length % 2 == 0 ? random.Next(5) : 2);
        return new($"define {name} {version} {hash} {overlap}", _ => new DefineSchedule(name, "0 3 * * *", new() { Version = version, Overlap = overlap, Missed = MissedRuns.Latest }, hash));
    }

    private Recipe Delete()
    {
        var (name, isLease) = (Name(), random.Next(2) == 0);
        return isLease
            ? new($"somebody has {name}", _ => new AcquireLease(DeleteSchedule.LeaseOf(name), "somebody", TimeSpan.FromMinutes(3)))
            : new($"delete schedule {name}", _ => new DeleteSchedule(name));
    }

    public Recipe Queue()
    {
        var (name, hash, first, count) = (Name(), Hash(), random.Next(4), random.Next(3));
        return new($"queue {count} of {name} {hash}", _ => new QueueOccurrences(name, hash, [.. Enumerable.Range(first, count).Select(i => Occurrence(i) with { IsBackfill = i % 2 == 0 })]));
    }

    /// <summary>Proposes an occurrence with the flow of a key, or counts it as missed.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="source">Where it comes from: the kinds of <see cref="OccurrenceSource"/>, and 3 for a missed one.</param>
    public Recipe Propose(FlowKey key, int source)
    {
        var (name, version, hash, number, isOld) = (Name(), random.Next(10) == 0 ? 2 : 1, Hash(), random.Next(6), random.Next(6) == 0);
        var ahead = Pool.Durations[random.Next(Pool.Durations.Length)];
        var flow = source == 3 ? null : new AcceptFlow(key with { Generation = 0, Seal = null }, $"nonce-{random.Next(2)}", name, Pool.Plans[0], Pool.Json(Pool.Plans[0]), TimeSpan.FromDays(1), Pool.Message(key.FlowId, "m1"));
        return new(
            $"propose {number} of {name} {version} {hash} as {(flow is null ? "missed" : key.FlowId)} from {source}{(isOld ? ", read before" : "")}",
            t => new ProposeOccurrence(name, version, hash, isOld ? 0 : t.Revision(name), Occurrence(number), flow)
            {
                Source = source == 3 ? OccurrenceSource.Next : (OccurrenceSource)source,
                Ahead = ahead,
                MissedAfter = TimeSpan.FromMinutes(10),
                MissedCount = number + 1,
            });
    }

    private Recipe Pause()
    {
        var (name, isPaused) = (Name(), random.Next(3) == 0);
        return new($"{(isPaused ? "pause" : "resume")} {name}", _ => new PauseSchedule(name, isPaused));
    }

    private static Occurrence Occurrence(int number)
    {
        var at = HistoryRun.Start + TimeSpan.FromHours(number * 2);
        return new(at.DateTime, number == 3, at, at + TimeSpan.FromMinutes(number));
    }

    private string Name() => Pool.Schedules[random.Next(Pool.Schedules.Length)];

    private string Hash() => random.Next(10) == 0 ? "hash-2" : "hash-1";
}
