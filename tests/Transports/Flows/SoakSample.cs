using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>What the process holds at a moment.</summary>
internal sealed record SoakSample(double HeapMegabytes, double ResidentMegabytes, double Handles, double Threads, long Flows)
{
    public static SoakSample Take(long flows)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        const string Files = "/proc/self/fd";
        var handles = Directory.Exists(Files) ? Directory.GetFileSystemEntries(Files).Length : process.HandleCount;
        return new(GC.GetTotalMemory(false) / 1e6, process.WorkingSet64 / 1e6, handles, process.Threads.Count, flows);
    }

    public string ToString(TimeSpan at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{at.TotalSeconds,6:F0} s  heap {HeapMegabytes,7:F1} MB  resident {ResidentMegabytes,7:F1} MB  handles {Handles,4}  threads {Threads,4}  flows {Flows,8}");
}
