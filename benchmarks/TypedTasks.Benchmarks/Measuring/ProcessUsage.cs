using System.Globalization;

namespace TypedTasks.Benchmarks;

/// <summary>What a process has used.</summary>
/// <param name="ProcessorTime">Its processor time since it started.</param>
/// <param name="PeakMemory">The most bytes it had resident since it last settled.</param>
internal readonly record struct ProcessUsage(TimeSpan ProcessorTime, long PeakMemory)
{
    public static ProcessUsage Read() => new(Environment.CpuUsage.TotalTime, ProcessMemory.ReadPeak());

    /// <summary>Collects, so that what a run has left behind is not paid for by the next, and forgets the peak.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ProcessMemory.ResetPeak();
    }

    public static ProcessUsage Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            TimeSpan.FromTicks(long.Parse(parts[0], CultureInfo.InvariantCulture)),
            long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProcessorTime.Ticks} {PeakMemory}");
}
