using System.Diagnostics;
using Xunit.Abstractions;

namespace TypedTasks.Conformance.Tests;

/// <summary>The whole catalogue at once over three workers, of which one after the other is killed: nothing is lost, and every result is the one worked out.</summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private const int KillsUsually = 16;
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(5);

    [Fact]
    public Task Every_flow_yields_the_same_while_workers_are_killed_at_random() => RunAsync(null);

    [SkippableFact]
    public async Task Every_flow_on_a_server_yields_the_same_while_workers_are_killed_at_random()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var server = await PostgresServer.StartAsync();
        await RunAsync(server.ConnectionString);
    }

    private async Task RunAsync(string? store)
    {
        Assert.True(FlowCatalog.All.Count >= 60);
        var seed = Setting.Number("TYPEDTASKS_KILL_SEED") ?? Random.Shared.Next();
        var kills = Setting.Number("TYPEDTASKS_KILLS", KillsUsually);
        var clock = Stopwatch.StartNew();
        await using var farm = await WorkerFarm.StartAsync(Lock, s => s with
        {
            Store = store ?? s.Store,
            MaxDeliveries = 50,
            ReconcileInterval = TimeSpan.FromSeconds(2),
            OwedAge = 2 * Lock,
            TellsMessages = true,
        });
        await Task.WhenAll(farm.AddWorkerAsync(), farm.AddWorkerAsync(), farm.AddWorkerAsync());

        var laps = new FlowLaps(farm.Host.Run(new CancellationTokenSource(TimeSpan.FromMinutes(2) + (kills * Lock)).Token), [.. FlowCatalog.All.Where(static f => !f.IsTimed)], new RandomKills(farm, seed, kills), Lock);
        var wrong = await laps.RunAsync();
        output.WriteLine(
            $"seed {seed}: {laps.Ended} flows, of which {laps.Hit} were hit, while {kills} workers were killed, in {clock.Elapsed.TotalSeconds:F1} s");
        Assert.True(wrong.Count == 0, $"Seed {seed}. {string.Join("\n", wrong)}\n{farm.Said}\n{string.Join("\n", Logs.Shared.Lines.TakeLast(50))}");
        Assert.True(laps.Hit > 0, $"Seed {seed}. No worker held anything when it was killed.");
    }
}
