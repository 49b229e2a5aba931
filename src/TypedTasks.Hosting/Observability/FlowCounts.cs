using System.Diagnostics.Metrics;

namespace TypedTasks.Hosting.Observability;

/// <summary>How many flows were quiet and late when this process looked last; only one process at a time looks for each.</summary>
internal sealed class FlowCounts : IDisposable
{
    private readonly Meter meter = new(TypedTasksTelemetry.MeterName);
    private readonly Lock gate = new();
    private int? quiet;
    private int? late;

    public FlowCounts()
    {
        meter.CreateObservableGauge("typedtasks.flows.quiet", () => Observe(ref quiet), "{flow}", "Flows of which nothing was heard although something should have been.");
        meter.CreateObservableGauge("typedtasks.flows.late", () => Observe(ref late), "{flow}", "Flows that run longer than they were expected to.");
    }

    /// <summary>The number of quiet ones; null where another process looks by now.</summary>
    public int? Quiet
    {
        set => Set(ref quiet, value);
    }

    /// <summary>The number of late ones; null where another process looks by now.</summary>
    public int? Late
    {
        set => Set(ref late, value);
    }

    public void Dispose() => meter.Dispose();

    private void Set(ref int? count, int? value)
    {
        lock (gate)
            count = value;
    }

    private IEnumerable<Measurement<int>> Observe(ref int? count)
    {
        lock (gate)
            return count is { } known ? [new(known)] : [];
    }
}
