using System.Globalization;

namespace TypedTasks.Simulation.Tests;

/// <summary>Seeds: 5,000 in a normal run, TYPEDTASKS_SEEDS of them where that is set, from TYPEDTASKS_FIRST_SEED on.</summary>
public sealed class SimulationTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int DefaultSeeds = 5000;
    private const int MostReports = 5;
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
        var first = Number("TYPEDTASKS_FIRST_SEED", 1);
        var count = Number("TYPEDTASKS_SEEDS", DefaultSeeds);
        var coverage = new Coverage();
        var wrong = new SortedDictionary<int, Violation>();
        var notCompared = 0;
        Parallel.For(
            first,
            first + count,
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
                        wrong.Add(seed, violation);
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
        if (count >= DefaultSeeds)
            Assert.Empty(coverage.Below(count >= BigRun ? 100 : 1));
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
        Assert.Equal(first.World.History, second.World.History);
    }

    private static void AssertHolds(SimOptions options)
    {
        if (new Simulation(options).Run() is { } violation)
            Assert.Fail($"seed {options.Seed}: {violation}\n{FailureReport.Write(options)}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
