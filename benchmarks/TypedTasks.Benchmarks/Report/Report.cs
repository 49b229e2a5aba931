using System.Globalization;
using System.Runtime;

namespace TypedTasks.Benchmarks;

/// <summary>Prints what was measured: medians over the rounds, per unit.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IReadOnlyList<Benchmark> benchmarks, Sizes sizes)
    {
        output.WriteLine();
        output.WriteLine($"Medians of {sizes.Rounds} rounds after {sizes.WarmUps} for warming up; microseconds, bytes and messages are per unit.");
        output.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, "
            + $"{(AppContext.TryGetSwitch("System.GC.Concurrent", out var concurrent) && !concurrent ? "not concurrent" : "concurrent")}, tiered PGO.");
        output.WriteLine("client: processor time of client and worker, which share one process; broker: that of the emulator's process;");
        output.WriteLine("system: all of the machine's, other load included; peak: resident memory of both processes.");
        output.WriteLine();
        WriteCosts(output, benchmarks);
        WriteLatencies(output, benchmarks);
    }

    private static void WriteCosts(TextWriter output, IReadOnlyList<Benchmark> benchmarks)
    {
        var table = new Table(
            "unit", "per s", "client us", "broker us", "sum us", "min..max", "x floor", "system us", "messages", "transfers", "body B", "alloc B", "peak MB");
        foreach (var b in benchmarks)
        {
            var total = b.Rounds.Select(static r => r.Total).Order().ToArray();
            table.Add(
                b.Name,
                Number(b.Median(static m => m.Rate), "N0"),
                Number(b.Median(static m => m.Client)),
                Number(b.Median(static m => m.Broker)),
                Number(b.Median(static m => m.Total)),
                $"{Number(total[0], "F0")}..{Number(total[^1], "F0")}",
                Number(b.FloorRatio, "F2"),
                Number(b.Median(static m => m.System)),
                Number(b.Traffic?.Messages, "F2"),
                Number(b.Traffic?.Transfers, "F2"),
                Number(b.Traffic?.BodyBytes, "F0"),
                Number(b.Median(static m => m.Allocated), "N0"),
                Number(b.Median(static m => m.PeakMemory), "F0"));
        }

        table.Write(output);
    }

    private static void WriteLatencies(TextWriter output, IReadOnlyList<Benchmark> benchmarks)
    {
        output.WriteLine();
        var table = new Table("one at a time", "p50 us", "p99 us");
        foreach (var b in benchmarks.Where(static b => b.Rounds[0].P50 is not null))
            table.Add(b.Name, Number(b.Median(static m => m.P50!.Value), "N0"), Number(b.Median(static m => m.P99!.Value), "N0"));
        table.Write(output);
    }

    private static string Number(double? number, string format = "F1") =>
        number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
