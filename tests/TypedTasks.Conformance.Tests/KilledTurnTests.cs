using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using static TypedTasks.Conformance.Worker.Ledger.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>
/// Many flows in one line, over workers that are killed one after the other: each has its turn once the one before has ended, in the order of acceptance. TYPEDTASKS_TURNS says how many, 300 where it is not set.
/// </summary>
public sealed class KilledTurnTests(ITestOutputHelper output)
{
    private const int Usually = 300;
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(3);

    [Fact]
    public Task The_order_of_a_long_line_is_kept_while_workers_are_killed() => RunAsync(null);

    [SkippableFact]
    public async Task The_order_of_a_long_line_on_a_server_is_kept_while_workers_are_killed()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var server = await PostgresServer.StartAsync();
        await RunAsync(server.ConnectionString);
    }

    private async Task RunAsync(string? store)
    {
        var count = Setting.Number("TYPEDTASKS_TURNS", Usually);
        var kills = count / 50;
        var seed = Setting.Number("TYPEDTASKS_KILL_SEED") ?? Random.Shared.Next();
        var clock = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2) + (count * TimeSpan.FromMilliseconds(50)) + (kills * 3 * Lock));
        await using var farm = await WorkerFarm.StartAsync(Lock, s => s with
        {
            Store = store ?? s.Store,
            MaxDeliveries = 50,
            ReconcileInterval = TimeSpan.FromSeconds(1),
            OwedAge = 2 * Lock,
            TellsMessages = true,
        });
        var client = farm.Host.Client;
        for (var i = 0; i < count; i++)
            await client.EnqueueAsync((Clock(i) | Clock()).InTurn("line").WithId($"f{i}"), limit.Token);
        Assert.Equal(count - 1, (await client.GetAsync($"f{count - 1}")).Turn!.Place);

        await Task.WhenAll(farm.AddWorkerAsync(), farm.AddWorkerAsync(), farm.AddWorkerAsync());
        var last = client.GetHandle<int>($"f{count - 1}").WaitAsync(limit.Token).AsTask();
        await new RandomKills(farm, seed, kills).RunAsync(() => last, limit.Token);
        Assert.Equal(count - 1, await last);
        await farm.StopWorkersAsync();

        output.WriteLine($"seed {seed}: {count} flows in one line, {kills} workers killed, in {clock.Elapsed.TotalSeconds:F1} s");
        AssertOrder(LedgerFile.ReadAll(farm.Settings.Ledgers), count);
    }

    // Whatever ran twice because its worker died, it ran before the next flow began.
    private static void AssertOrder(IReadOnlyList<string> lines, int count)
    {
        var runs = lines.Select(static l => l.Split(' '))
            .ToLookup(static p => int.Parse(p[1], CultureInfo.InvariantCulture), static p => long.Parse(p[2], CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, count), runs.Select(static r => r.Key).Order());
        for (var i = 0; i < count; i++)
        {
            Assert.True(runs[i].Count() >= 2, $"Flow {i} ran {runs[i].Count()} of its two steps.");
            Assert.True(i == 0 || runs[i - 1].Max() < runs[i].Min(), $"Flow {i} began before flow {i - 1} had ended.");
        }
    }
}
