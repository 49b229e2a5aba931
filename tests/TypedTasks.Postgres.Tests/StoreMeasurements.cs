using System.Diagnostics;
using System.Globalization;
using TypedTasks.Storage;
using Xunit.Abstractions;

namespace TypedTasks.Postgres.Tests;

/// <summary>What the server spends, in processor time of all its processes. The server is the tests' own, with commits that wait for the disk.</summary>
public sealed class StoreMeasurements(ITestOutputHelper output)
{
    private const int Members = 50;

    [ByHandFact]
    public Task Chords_of_fifty() => MeasureAsync("1,000 chords of 50", 1000, Members, history: false);

    [ByHandFact]
    public Task Chords_of_fifty_with_history() => MeasureAsync("1,000 chords of 50, with history", 1000, Members, history: true);

    [ByHandFact]
    public Task A_chord_of_fifty_thousand() => MeasureAsync("a chord of 50,000", 1, 50_000, history: false);

    [ByHandFact]
    public Task Without_prepared_statements() => MeasureAsync("1,000 chords of 50, Max Auto Prepare=0", 1000, Members, history: false, ";Max Auto Prepare=0");

    private async Task MeasureAsync(string name, int chords, int members, bool history, string more = "")
    {
        await using var server = await PostgresServer.StartAsync(("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("shared_buffers", "512MB"));
        await using var store = await Given.StoreAsync(server.ConnectionString + more, new());
        await RunAsync(store, "warm", 20, 50, history);
        var before = Processor(server);
        var clock = Stopwatch.StartNew();
        await RunAsync(store, "f", chords, members, history);
        var wall = clock.Elapsed;
        var total = chords * members;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {(Processor(server) - before).TotalMicroseconds / total:0.0} us of the server's processor time a member, {total / wall.TotalSeconds:0} members a second"));
    }

    // As many at once as a few workers have in flight, the members of different chords mixed.
    private static async Task RunAsync(PostgresTaskStore store, string prefix, int chords, int members, bool history)
    {
        for (var i = 0; i < chords; i += 100)
            await Task.WhenAll(Enumerable.Range(i, Math.Min(100, chords - i)).Select(c => store.Run(Given.Accept($"{prefix}{c}"))));
        await Parallel.ForEachAsync(Enumerable.Range(0, chords * members), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (i, _) =>
        {
            var (flow, index) = chords == 1 ? ($"{prefix}0", i) : ($"{prefix}{(i / (20 * members) * 20) + (i % 20)}", i / 20 % members);
            await store.Run(Given.Member(flow, index, members));
            if (history)
            {
                await store.ExecuteAsync(
                    [new RecordStep(new(flow, 0), new($"0.{index}", "photos.resize", StepState.Succeeded, 0, "worker", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, null, null))],
                    CancellationToken.None);
            }
        });
    }

    private static TimeSpan Processor(PostgresServer server)
    {
        var ticks = 0L;
        foreach (var id in server.ProcessIds)
        {
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
            ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromSeconds(ticks / 100.0);
    }
}
