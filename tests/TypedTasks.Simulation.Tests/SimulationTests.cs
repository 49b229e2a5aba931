using System.Globalization;

namespace TypedTasks.Simulation.Tests;

/// <summary>Seeds: 5,000 in a normal run, TYPEDTASKS_SEEDS of them where that is set, from TYPEDTASKS_FIRST_SEED on.</summary>
public sealed class SimulationTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int DefaultSeeds = 5000;

    [Fact]
    public void Flows_without_faults_end_as_they_must()
    {
        for (var seed = 0; seed < 500; seed++)
            AssertHolds(seed, faults: false);
    }

    [Fact]
    public void Flows_under_faults_keep_every_invariant()
    {
        var first = Number("TYPEDTASKS_FIRST_SEED", 1);
        var count = Number("TYPEDTASKS_SEEDS", DefaultSeeds);
        var injected = new SortedDictionary<Fault, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            foreach (var (fault, times) in AssertHolds(seed, faults: true).Injected)
                injected[fault] = injected.GetValueOrDefault(fault) + times;
        }

        output.WriteLine($"{count} seeds from {first}: {string.Join(", ", injected.Select(static f => $"{f.Key} {f.Value}"))}");
        Assert.Equal(Enum.GetValues<Fault>(), injected.Keys);
    }

    /// <summary>Seeds that once found a bug, each with what it was.</summary>
    [Theory]
    [InlineData(137, "a failed member's message came again, lay in the scope that its own failure had cancelled, and was settled unrun: the flow never ended")]
    [InlineData(1723, "a Pass member was recorded with the value of a run whose hand-off was lost: its siblings saw the value of the next run")]
    public void Bugs_stay_fixed(int seed, string bug)
    {
        Assert.NotEmpty(bug);
        AssertHolds(seed, faults: true, early: true);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(42)]
    public void One_seed_is_one_history(int seed)
    {
        var first = new Simulation(seed);
        first.Run();
        var second = new Simulation(seed);
        second.Run();
        Assert.Equal(first.World.History, second.World.History);
    }

    private static SimWorld AssertHolds(int seed, bool faults, bool early = false)
    {
        var simulation = new Simulation(seed, faults, early: early);
        var report = simulation.Run();
        Assert.True(report is null, $"seed {seed}, faults {faults}: {report}");
        return simulation.World;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
