namespace TypedTasks.Stores.Tests;

/// <summary>What would the differential test miss? Stores that mean something else are planted, and each must be found.</summary>
public sealed class DriftTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int MostSeeds = 500;

    public static TheoryData<string> Names => [.. Drift.All.Select(static d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_drift_is_found(string name)
    {
        var run = new HistoryRun(Drift.All.Single(d => d.Name == name).Pair);
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            if (await run.RunAsync(new HistoryGenerator(seed).Create()) is not { } difference)
                continue;
            output.WriteLine($"found by seed {seed}: {difference}");
            return;
        }

        Assert.Fail($"{MostSeeds} histories found no difference where {name}.");
    }

    [Fact]
    public async Task A_history_that_shows_a_difference_is_told_by_its_seed_and_shrunk()
    {
        var pair = Drift.All.Single(static d => d.Name == "an older run gives away what a later one uses").Pair;
        var run = new HistoryRun(pair);
        var seed = 1;
        while (await run.RunAsync(new HistoryGenerator(seed).Create()) is null)
            seed++;

        var report = await DifferentialTests.ReportAsync(seed, pair);

        output.WriteLine(report);
        Assert.StartsWith($"seed {seed}, shrunk to ", report, StringComparison.Ordinal);
        var steps = report.Split('\n').Count(static l => l.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2]));
        Assert.InRange(steps, 1, 4);
    }
}
