using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace TypedTasks.Stores.Tests;

/// <summary>
/// Random histories on every two stores: what is seen must be the same, and at the end all that they hold. TYPEDTASKS_HISTORIES says how many, 300 where it is not set,
/// from TYPEDTASKS_FIRST_SEED on.
/// </summary>
public sealed class DifferentialTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int MostReports = 3;

    [Fact]
    public async Task Stores_mean_the_same()
    {
        var (first, count) = (Setting.Number("TYPEDTASKS_FIRST_SEED", 1), Setting.Number("TYPEDTASKS_HISTORIES", 300));
        var wrong = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            if (wrong.Count < MostReports && await new HistoryRun(Pair.MemoryAndSqlite).RunAsync(new HistoryGenerator(seed).Create()) is not null)
                wrong.Add(seed);
        });
        foreach (var seed in wrong.Order())
            output.WriteLine(await ReportAsync(seed, Pair.MemoryAndSqlite));
        Assert.Empty(wrong);
        output.WriteLine($"{count} histories from {first} mean the same to both stores.");
    }

    internal static async Task<string> ReportAsync(int seed, Pair pair)
    {
        var run = new HistoryRun(pair);
        var history = await Shrinker.ShrinkAsync(run, new HistoryGenerator(seed).Create());
        var text = new StringBuilder($"seed {seed}, shrunk to {history.Count} steps:\n");
        for (var i = 0; i < history.Count; i++)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {i}. {history[i]}");
        return text.Append(await run.RunAsync(history)).ToString();
    }
}
