using System.Collections.Concurrent;

namespace TypedTasks.Simulation.Tests;

/// <summary>Seeds: 2,500 in a normal run, TYPEDTASKS_SEEDS of them where that is set, from TYPEDTASKS_FIRST_SEED on.</summary>
public sealed class SimulationTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int DefaultSeeds = 2500;
    private const int Covering = 20_000;
    private const int MostReports = 5;
    private const int ProgressEvery = 10_000;
    private const int BigRun = 200_000;

    [Fact]
    public void Flows_without_faults_end_as_they_must()
    {
        for (var seed = 0; seed < 500; seed++)
            AssertHolds(new SimOptions(seed) { Faults = new HashSet<Fault>() });
    }

    [Fact]
    public void Flows_under_faults_keep_every_invariant()
    {
        var first = Setting.Number("TYPEDTASKS_FIRST_SEED", 1);
        var count = Setting.Number("TYPEDTASKS_SEEDS", DefaultSeeds);
        var coverage = new Coverage();
        var wrong = new SortedDictionary<int, Violation>();
        var notCompared = 0;
        var done = 0;
        // Dealt out one by one: a run that is stopped has seen all seeds up to a point.
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(first, count), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                var run = new Simulation(new SimOptions(seed));
                var violation = run.Run();
                lock (coverage)
                {
                    coverage.Add(run.World.Coverage);
                    notCompared += run.IsChecked ? 0 : 1;
                    if (violation is not null)
                    {
                        wrong.Add(seed, violation);
                        Console.WriteLine($"seed {seed}: {violation}");
                    }

                    if (++done % ProgressEvery == 0)
                        Console.WriteLine($"{done} of {count} seeds, {wrong.Count} wrong");
                    if (wrong.Count >= MostReports)
                        loop.Stop();
                }
            });

        foreach (var (seed, violation) in wrong)
            output.WriteLine($"seed {seed}: {violation}\n{FailureReport.Write(new SimOptions(seed))}");
        Assert.Empty(wrong.Keys);
        output.WriteLine($"{count} seeds from {first} keep every invariant; {notCompared} had too many right results to compare.");
        output.WriteLine(coverage.ToString());
        Assert.True(notCompared <= count / 100, "more than one flow in a hundred could not be checked");
        if (count >= Covering)
            Assert.Empty(coverage.Below(count >= BigRun ? 100 : 1));
    }

    /// <summary>Three nodes with clocks up to a minute off: many seeds, for the flow beside the schedule is small.</summary>
    [Fact]
    public void Schedules_under_faults_decide_every_occurrence_once()
    {
        var first = Setting.Number("TYPEDTASKS_FIRST_SEED", 1);
        var count = Setting.Number("TYPEDTASKS_SCHEDULES", 300);
        var wrong = new ConcurrentDictionary<int, Violation>();
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(first, count), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                if (new Simulation(OfSchedule(seed)).Run() is not { } violation)
                    return;
                wrong[seed] = violation;
                Console.WriteLine($"schedule seed {seed}: {violation}");
                if (wrong.Count >= MostReports)
                    loop.Stop();
            });
        foreach (var seed in wrong.Keys.Order())
            output.WriteLine($"schedule seed {seed}: {wrong[seed]}\n{FailureReport.Write(OfSchedule(seed))}");
        Assert.Empty(wrong);
        output.WriteLine($"{count} schedules from seed {first} keep every invariant.");
    }

    /// <summary>Seeds that once found a bug, each with what it was; in flows without ordering keys and operators, of which there were none then.</summary>
    [Theory]
    [InlineData(118, "a failed member's message came again, lay in the scope that its own failure had cancelled, and was settled unrun: the flow never ended")]
    [InlineData(2037, "a Pass member was recorded with the value of a run whose hand-off was lost: its siblings saw the value of the next run")]
    [InlineData(3820, "the message that starts the compensations was given up, and the flow compensated for ever")]
    [InlineData(3831, "a run whose lock was lost gave back the place in the queue for a permit that the next run of the step had taken")]
    [InlineData(5656, "a worker that had lost the message ended the step while another one ran it: compensations started under it")]
    [InlineData(7196, "the end at the deadline was recorded, the answer lost, and the error branch of the flow never started")]
    [InlineData(11588, "a worker that had lost the message began a step that had ended: compensations waited for it for ever")]
    [InlineData(14624, "the message that starts FirstOf(Pass) came again after the join was decided, lay in the scope that this had cancelled, and was settled unrun")]
    [InlineData(111204, "a step was delivered twice, failed in one worker, and was settled unrun in the other before the failure had climbed")]
    public void Bugs_stay_fixed(int seed, string bug)
    {
        Assert.NotEmpty(bug);
        AssertHolds(new SimOptions(seed) { HasLines = false, HasOperator = false, HasTurns = false, HasWaits = false, HasSchedule = false });
    }

    /// <summary>Seeds of flows with ordering keys that once found a bug.</summary>
    [Theory]
    [InlineData(5749, "an ordered message lost a delivery because its worker stopped while the store was away")]
    [InlineData(5923, "an ordered message lost a delivery because its worker stopped while the store was away, in another flow")]
    public void Bugs_of_lines_stay_fixed(int seed, string bug)
    {
        Assert.NotEmpty(bug);
        AssertHolds(new SimOptions(seed) { HasWaits = false, HasSchedule = false });
    }

    /// <summary>Seeds of operated flows that once found a bug.</summary>
    [Theory]
    [InlineData(1, "a message had decided a join, its worker did not hand that off before the flow failed, and the retry left the message out: the flow never ended")]
    [InlineData(520, "a failed flow was retried while another one held its unique key, and both ran")]
    public void Bugs_of_operated_flows_stay_fixed(int seed, string bug)
    {
        Assert.NotEmpty(bug);
        AssertHolds(new SimOptions(seed) { HasWaits = false, HasSchedule = false });
    }

    /// <summary>Seeds of flows with all that a flow can have that once found a bug.</summary>
    [Theory]
    [InlineData(3211, "a flow in line was accepted once more, had its turn in that call, and was begun by a message other than the one that it owed")]
    [InlineData(6757, "a retry gave what begins a wait and what goes on from it one id: the broker dropped the second one, and the flow never ended")]
    [InlineData(17851, "a delivery whose lock was lost took a permit when a later one had given it back, and its worker died: the permit was held for a week")]
    [InlineData(37792, "a time-out had failed its scope when the flow failed, came again, and was settled unrun: the retry never went on from it")]
    [InlineData(43393, "a wait was to begin when the flow failed, and its message was settled: the retry never opened it")]
    [InlineData(49285, "a time-out that a retry had opened again was told once more")]
    [InlineData(53401, "a wait was to begin when the flow failed, and its message was settled, in another flow")]
    public void Bugs_of_whole_histories_stay_fixed(int seed, string bug)
    {
        Assert.NotEmpty(bug);
        AssertHolds(new SimOptions(seed));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(42)]
    public void One_seed_is_one_history(int seed)
    {
        var first = new Simulation(new SimOptions(seed) { Traces = true });
        first.Run();
        var second = new Simulation(new SimOptions(seed) { Traces = true });
        second.Run();
        Assert.True(first.World.History.SequenceEqual(second.World.History), $"Seed {seed} is not one history.");
    }

    /// <summary>Pauses between the attempts of ordered steps are cancelled in another thread: that must not show.</summary>
    [Fact]
    public void Seeds_with_ordering_keys_are_one_history()
    {
        for (var seed = 3; seed < 300; seed += 5)
            One_seed_is_one_history(seed);
    }

    private static SimOptions OfSchedule(int seed) => new(seed) { HasSchedule = true, HasOperator = false, HasTurns = false, HasLines = false, RecordsHandOffs = false, MaxSteps = 2 };

    private static void AssertHolds(SimOptions options)
    {
        if (new Simulation(options).Run() is { } violation)
            Assert.Fail($"seed {options.Seed}: {violation}\n{FailureReport.Write(options)}");
    }
}
