namespace TypedTasks.Benchmarks;

/// <summary>How long single calls took.</summary>
internal sealed class Latencies
{
    private readonly List<TimeSpan> all = [];

    public void Add(TimeSpan latency) => all.Add(latency);

    /// <summary>The latency that the given share of the calls stayed within; null when none was taken.</summary>
    public double? Percentile(double share)
    {
        if (all.Count == 0)
            return null;
        var sorted = all.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1].TotalMicroseconds;
    }
}
