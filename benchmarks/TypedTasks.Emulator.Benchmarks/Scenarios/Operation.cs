using System.Diagnostics;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Benchmarks.Serving;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>One gesture against one server, measured in every round.</summary>
internal sealed class Operation(string name, ServerProcess server, int messages, Action<Latencies> work)
{
    public string Name { get; } = name;

    public List<Cost> Rounds { get; } = [];

    /// <summary>The same gesture against the floor.</summary>
    public Operation? Floor { get; init; }

    public void WarmUp() => work(new());

    public void Run()
    {
        ProcessUsage.Settle();
        var latencies = new Latencies();
        var before = server.Read(settle: true);
        var own = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        work(latencies);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var ownAfter = Environment.CpuUsage.TotalTime;
        var after = server.Read(settle: false);
        Rounds.Add(new(
            messages / elapsed.TotalSeconds,
            (after.ProcessorTime - before.ProcessorTime).TotalMicroseconds / messages,
            (ownAfter - own).TotalMicroseconds / messages,
            latencies.Percentile(0.5),
            latencies.Percentile(0.99)));
    }

    public double Median(Func<Cost, double> figure) => Median(Rounds.Select(figure));

    /// <summary>The median of the ratios within each round: other load moves both sides of one alike.</summary>
    public double? Ratio => Floor is null ? null : Median(Rounds.Zip(Floor.Rounds, static (own, floor) => own.Server / floor.Server));

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
