using System.Globalization;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Benchmarks.Scenarios;

namespace TypedTasks.Emulator.Benchmarks;

/// <summary>Prints what was measured: medians over the rounds, per message.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IEnumerable<Operation> operations, Sizes sizes)
    {
        output.WriteLine($"Medians of {sizes.Rounds} rounds after {sizes.WarmUps} for warming up; microseconds per message of 1 KB, 256 in flight.");
        output.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, workstation GC, concurrent.");
        output.WriteLine();
        var table = new Table("operation", "per s", "server us", "min..max", "x floor", "client us", "p50 us", "p99 us");
        foreach (var operation in operations)
        {
            var server = operation.Rounds.Select(static cost => cost.Server).Order().ToArray();
            table.Add(
                operation.Name,
                Number(operation.Median(static cost => cost.Rate), "N0"),
                Number(operation.Median(static cost => cost.Server)),
                $"{Number(server[0])}..{Number(server[^1])}",
                Number(operation.Ratio),
                Number(operation.Median(static cost => cost.Client)),
                operation.Rounds[0].P50 is null ? "" : Number(operation.Median(static cost => cost.P50!.Value), "N0"),
                operation.Rounds[0].P99 is null ? "" : Number(operation.Median(static cost => cost.P99!.Value), "N0"));
        }

        table.Write(output);
        output.WriteLine();
    }

    private static string Number(double? number, string format = "F2") => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
