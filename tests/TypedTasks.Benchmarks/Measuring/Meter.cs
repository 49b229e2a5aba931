using System.Diagnostics;

namespace TypedTasks.Benchmarks;

/// <summary>Measures a piece of work over this process and, where there is one, the broker's.</summary>
internal sealed class Meter(Func<Task<ProcessUsage>>? readBroker)
{
    public async Task<Measurement> MeasureAsync(int units, Func<Latencies, Task> work)
    {
        // What the run before has left behind shall not be paid for by this one.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ProcessMemory.ResetPeak();
        var latencies = new Latencies();
        var broker = readBroker is null ? default : await readBroker();
        var system = SystemProcessorTime.Read();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var own = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();

        await work(latencies);

        var elapsed = Stopwatch.GetElapsedTime(start);
        own = Environment.CpuUsage.TotalTime - own;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        system = SystemProcessorTime.Read() - system;
        var after = readBroker is null ? default : await readBroker();
        return new(
            units / elapsed.TotalSeconds,
            own.TotalMicroseconds / units,
            (after.ProcessorTime - broker.ProcessorTime).TotalMicroseconds / units,
            system.TotalMicroseconds / units,
            (double)allocated / units,
            (ProcessMemory.ReadPeak() + after.PeakMemory) / 1e6,
            latencies.Percentile(0.5),
            latencies.Percentile(0.99));
    }
}
