using TypedTasks.Storage;

namespace TypedTasks.Schedules.Tests.Nodes;

/// <summary>Every occurrence is decided once, and none is lost that the policy wants; and faults that are planted are found.</summary>
public sealed class NodesTests
{
    private static readonly int Seeds = Setting.Number("TYPEDTASKS_SCHEDULE_SEEDS", 8);

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Three_nodes_with_clocks_apart_decide_every_occurrence_once(ScheduleOverlap overlap, string missed)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var problem = await RunAsync(seed, overlap, missed, null);
            Assert.True(problem is null, $"Seed {seed}: {problem}");
        }
    }

    [Theory]
    [InlineData("what was asked for counts twice", ScheduleOverlap.Allow, "1.00:00:00")]
    [InlineData("flows overlap", ScheduleOverlap.Skip, "latest")]
    [InlineData("an occurrence is passed over", ScheduleOverlap.QueueAll, "1.00:00:00")]
    [InlineData("what is to come is missed", ScheduleOverlap.Allow, "1.00:00:00")]
    [InlineData("flows have ids of their own", ScheduleOverlap.Allow, "1.00:00:00")]
    public async Task A_store_that_means_something_else_is_found_out(string fault, ScheduleOverlap overlap, string missed)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            if (await RunAsync(seed, overlap, missed, o => Alter(fault, o)) is not null)
                return;
        }

        Assert.Fail($"Nobody noticed: {fault}");
    }

    public static TheoryData<ScheduleOverlap, string> Policies()
    {
        var all = new TheoryData<ScheduleOverlap, string>();
        foreach (var overlap in Enum.GetValues<ScheduleOverlap>())
        {
            foreach (var missed in new[] { "none", "latest", "1.00:00:00" })
                all.Add(overlap, missed);
        }

        return all;
    }

    private static long forged;

    private static async Task<string?> RunAsync(int seed, ScheduleOverlap overlap, string missed, Func<StoreOperation, StoreOperation>? alter)
    {
        await using var run = new NodesRun(seed, overlap, MissedRuns.Parse(missed), alter);
        return await run.RunAsync();
    }

    private static StoreOperation Alter(string fault, StoreOperation operation) => (fault, operation) switch
    {
        ("what was asked for counts twice", ProposeOccurrence { Flow: { } flow } o) => o with { Source = OccurrenceSource.Manual, Flow = flow with { Key = new($"{flow.Key.FlowId}-{Interlocked.Increment(ref forged) % 3}", 0), Owed = null } },
        ("flows overlap", DefineSchedule o) => o with { Options = o.Options with { Overlap = ScheduleOverlap.Allow } },
        ("an occurrence is passed over", ProposeOccurrence { Flow: not null, Source: OccurrenceSource.Next } o) when o.Occurrence.At.Minute % 8 == 2 => o with { Flow = null, MissedCount = 0, MissedAfter = TimeSpan.FromDays(-1) },
        ("what is to come is missed", ProposeOccurrence { Flow: not null } o) when o.Occurrence.At.Minute % 8 == 4 => o with { Flow = null, MissedCount = 1, MissedAfter = TimeSpan.FromDays(-1) },
        ("flows have ids of their own", ProposeOccurrence { Flow: { } flow } o) => o with { Flow = flow with { Key = new($"forged-{Interlocked.Increment(ref forged)}", 0), Owed = null } },
        _ => operation,
    };
}
