using System.Globalization;

namespace TypedTasks.Benchmarks;

/// <summary>The most memory that this process had resident since it was last asked to forget, where the system tells.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string Forget = "/proc/self/clear_refs";

    public static void ResetPeak()
    {
        if (File.Exists(Forget))
            File.WriteAllText(Forget, "5");
    }

    /// <summary>The peak in bytes.</summary>
    public static long ReadPeak()
    {
        if (!File.Exists(Status))
            return System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;
        var line = File.ReadLines(Status).First(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture);
    }
}
