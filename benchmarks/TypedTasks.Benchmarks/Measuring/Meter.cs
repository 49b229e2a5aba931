using System.Diagnostics;

namespace TypedTasks.Benchmarks;

/// <summary>Measures a piece of work over this process and, where there is one, the broker's.</summary>
/// <param name="readBroker">Asks the broker's process for its usage, after a collection if so told.</param>
internal sealed class Meter(Func<bool, Task<ProcessUsage>>? readBroker)
{
    public async Task<Measurement> MeasureAsync(int units, Func<Latencies, Task> work)
    {
        ProcessUsage.Settle();
        var latencies = new Latencies();
        var broker = readBroker is null ? default : await readBroker(true);
        var system = SystemProcessorTime.Read();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var own = ProcessUsage.Read();
        var start = Stopwatch.GetTimestamp();

        await work(latencies);

        var elapsed = Stopwatch.GetElapsedTime(start);
        var ownAfter = ProcessUsage.Read();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        system = SystemProcessorTime.Read() - system;
        var after = readBroker is null ? default : await readBroker(false);
        return new(
            units / elapsed.TotalSeconds,
            (ownAfter.ProcessorTime - own.ProcessorTime).TotalMicroseconds / units,
            (after.ProcessorTime - broker.ProcessorTime).TotalMicroseconds / units,
            system.TotalMicroseconds / units,
            (double)allocated / units,
            (ownAfter.PeakMemory + after.PeakMemory) / 1e6,
            latencies.Percentile(0.5),
            latencies.Percentile(0.99));
    }
}
