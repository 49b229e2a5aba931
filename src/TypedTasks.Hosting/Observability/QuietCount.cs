using System.Diagnostics.Metrics;

namespace TypedTasks.Hosting.Observability;

/// <summary>How many flows were quiet when this process looked last; only one process at a time looks.</summary>
internal sealed class QuietCount : IDisposable
{
    private readonly Meter meter = new(TypedTasksTelemetry.MeterName);
    private int? count;

    public QuietCount() => meter.CreateObservableGauge("typedtasks.flows.quiet", Observe, "{flow}", "Flows of which nothing was heard although something should have been.");

    /// <summary>Sets the number; null where another process looks by now.</summary>
    public void Set(int? quiet)
    {
        lock (meter)
            count = quiet;
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> Observe()
    {
        lock (meter)
            return count is { } quiet ? [new(quiet)] : [];
    }
}
