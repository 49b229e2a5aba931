namespace TypedTasks.Benchmarks;

/// <summary>Work that is measured in every round.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Units">In how many units its cost is told.</param>
/// <param name="Meter">What measures it.</param>
/// <param name="Work">The work.</param>
internal sealed record Benchmark(string Name, int Units, Meter Meter, Func<Latencies, Task> Work)
{
    /// <summary>The benchmark with the bare client that does the same gestures, or null.</summary>
    public Benchmark? Floor { get; init; }

    /// <summary>What goes over the broker; counted in a round of its own.</summary>
    public UnitTraffic? Traffic { get; set; }

    public List<Measurement> Rounds { get; } = [];

    public async Task RunAsync() => Rounds.Add(await Meter.MeasureAsync(Units, Work));

    public double Median(Func<Measurement, double> figure) => Median(Rounds.Select(figure));

    /// <summary>The median of the ratios within each round: other load moves both sides of one alike.</summary>
    public double? FloorRatio => Floor is null
        ? null
        : Median(Rounds.Zip(Floor.Rounds, static (own, floor) => own.Total / floor.Total));

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
