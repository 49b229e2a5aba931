using System.Globalization;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>What a server's process has used and holds.</summary>
/// <param name="ProcessorTime">Its processor time since it started.</param>
/// <param name="Heap">Bytes of live objects, after a collection.</param>
/// <param name="Resident">Bytes of memory that the system has given it.</param>
internal readonly record struct ServerUsage(TimeSpan ProcessorTime, long Heap, long Resident)
{
    public static ServerUsage Read()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        // What the last collection found: the running total goes below zero when many threads have ended.
        var heap = GC.GetGCMemoryInfo();
        return new(Environment.CpuUsage.TotalTime, heap.HeapSizeBytes - heap.FragmentedBytes, self.WorkingSet64);
    }

    public static ServerUsage Parse(string text)
    {
        var parts = text.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(TimeSpan.FromTicks(parts[0]), parts[1], parts[2]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProcessorTime.Ticks} {Heap} {Resident}");
}
