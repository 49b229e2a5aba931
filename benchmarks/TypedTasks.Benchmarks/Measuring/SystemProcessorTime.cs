using System.Globalization;

namespace TypedTasks.Benchmarks;

/// <summary>The processor time that everything on the machine has taken; it shows how quiet a run was.</summary>
internal static class SystemProcessorTime
{
    private const string Statistics = "/proc/stat";
    private const int TicksPerSecond = 100;

    // cpu user nice system idle iowait irq softirq steal
    private static readonly int[] Busy = [1, 2, 3, 6, 7];

    public static TimeSpan Read()
    {
        if (!File.Exists(Statistics))
            return TimeSpan.Zero;
        var fields = File.ReadLines(Statistics).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromSeconds(Busy.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / (double)TicksPerSecond);
    }
}
