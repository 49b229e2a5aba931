using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace TypedTasks.Stores.Tests;

/// <summary>
/// Random histories on every two stores: what is seen must be the same, and at the end all that they hold. TYPEDTASKS_HISTORIES says how many, 300 and 100 where it is not set,
/// from TYPEDTASKS_FIRST_SEED on.
/// </summary>
public sealed class DifferentialTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int MostReports = 3;

    [Fact]
    public Task Stores_mean_the_same() => CompareAsync(Pair.MemoryAndSqlite, Setting.Number("TYPEDTASKS_HISTORIES", 300));

    [SkippableFact]
    public Task A_server_means_the_same()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        return CompareAsync(Pair.MemoryAndPostgres, Setting.Number("TYPEDTASKS_HISTORIES", 100));
    }

    private async Task CompareAsync(Pair pair, int count)
    {
        var first = Setting.Number("TYPEDTASKS_FIRST_SEED", 1);
        var wrong = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            if (wrong.Count < MostReports && await new HistoryRun(pair).RunAsync(new HistoryGenerator(seed).Create()) is not null)
                wrong.Add(seed);
        });
        foreach (var seed in wrong.Order())
            output.WriteLine(await ReportAsync(seed, pair));
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
