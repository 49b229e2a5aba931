namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>What something took of the process: on a loaded machine the clock on the wall says little.</summary>
/// <param name="Time">Milliseconds of processor time.</param>
/// <param name="Bytes">Bytes allocated.</param>
internal readonly record struct Cost(double Time, long Bytes)
{
    public static async Task<Cost> OfAsync(Func<Task> action)
    {
        var memory = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Environment.CpuUsage.TotalTime;
        await action();
        return new((Environment.CpuUsage.TotalTime - clock).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - memory);
    }

    public static Cost operator +(Cost one, Cost other) => new(one.Time + other.Time, one.Bytes + other.Bytes);

    public static Cost operator -(Cost one, Cost other) => new(one.Time - other.Time, one.Bytes - other.Bytes);

    public static Cost operator /(Cost cost, int parts) => new(cost.Time / parts, cost.Bytes / parts);

    /// <summary>The median of each.</summary>
    public static Cost Median(IReadOnlyList<Cost> measured) => new(
        measured.Select(static m => m.Time).Order().ElementAt(measured.Count / 2),
        measured.Select(static m => m.Bytes).Order().ElementAt(measured.Count / 2));
}
