using System.Globalization;

namespace TypedTasks.Simulation.Tests;

/// <summary>The simulator is worth what it catches.</summary>
public sealed class TeethTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Most are caught at once; two need a rare meeting, a permit that is waited for while its step is sent on, and a side branch that needs a large value late.
    private const int MostSeeds = 9000;

    [Fact]
    public void Every_deliberate_fault_is_caught()
    {
        var rows = new (int Seeds, Violation? Caught)[Tooth.All.Count];
        Parallel.For(0, rows.Length, i => rows[i] = Catch(Tooth.All[i]));

        output.WriteLine("| invariant | deliberate fault | seeds until caught | caught as |");
        output.WriteLine("|--:|---|--:|---|");
        foreach (var (tooth, (seeds, caught)) in Tooth.All.Zip(rows))
            output.WriteLine($"| {tooth.Invariant} | {tooth.Name}: {tooth.Sentence} | {(caught is null ? "never" : seeds.ToString(CultureInfo.InvariantCulture))} | {caught} |");
        Assert.All(Tooth.All.Zip(rows), static row => Assert.True(row.Second.Caught is not null, $"{row.First.Name} was not caught"));
    }

    [Fact]
    public void Every_invariant_is_attacked_at_least_twice() =>
        Assert.Equal(
            Enumerable.Range(1, 14),
            Tooth.All.GroupBy(static t => t.Invariant).Where(static g => g.Count() >= 2).Select(static g => g.Key).Order());

    /// <summary>What a failure looks like: short, and about one place.</summary>
    [Fact]
    public void A_failure_is_reported_as_a_minimal_trace()
    {
        var name = Environment.GetEnvironmentVariable("TYPEDTASKS_TOOTH") ?? "LatestMemberWins";
        var tooth = Tooth.All.Single(t => t.Name == name);
        var (seeds, _) = Catch(tooth);
        var report = FailureReport.Write(new SimOptions(seeds) { Broken = tooth.Create });
        output.WriteLine(report);
        Assert.InRange(report.Split('\n').Length, 5, 70);
        Assert.Contains("VIOLATION", report, StringComparison.Ordinal);
    }

    private static (int Seeds, Violation? Caught) Catch(Tooth tooth)
    {
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            try
            {
                if (new Simulation(new SimOptions(seed) { Broken = tooth.Create }).Run() is { } caught)
                    return (seed, caught);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The simulator itself failed under {tooth.Name}, seed {seed}: {e.Message}", e);
            }
        }

        return (MostSeeds, null);
    }
}
