using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedTasks.Hosting.Tests;

/// <summary>Listens to the meter and keeps what is measured.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<Measurement> all = new();
    private readonly MeterListener listener;

    public Measurements()
    {
        listener = new()
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == TypedTasksTelemetry.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        listener.Start();
    }

    public event Action<Measurement>? Measured;

    public Measurement[] Of(string instrument) => [.. all.Where(m => m.Instrument == instrument)];

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measured = new Measurement(instrument.Name, value, tags.ToArray().ToDictionary(static t => t.Key, static t => t.Value));
        all.Enqueue(measured);
        Measured?.Invoke(measured);
    }

    public sealed record Measurement(string Instrument, double Value, Dictionary<string, object?> Tags);
}
