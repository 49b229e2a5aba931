using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Conformance.Worker.Ledger.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>A worker dies in the middle of a flow: nothing is lost, and only what it held runs twice.</summary>
public sealed class KilledWorkerTests
{
    private const int Members = 1000;

    [Fact]
    public async Task The_flow_ends_right_and_every_outcome_counts_once()
    {
        await using var farm = await WorkerFarm.StartAsync(TimeSpan.FromSeconds(5));
        var victim = await farm.AddWorkerAsync();
        await farm.AddWorkerAsync();
        await farm.AddWorkerAsync();

        var enough = victim.MoreAsync("wrote", 200);
        var flow = Group.Of(Enumerable.Range(0, Members).Select(i => Enter(i) | Post())) | Balance();
        var handle = await farm.Host.Client.EnqueueAsync(flow);
        await enough.WaitAsync(Deadline.Long);
        await victim.KillAsync();

        Assert.Equal(Members * (Members - 1L) / 2, await handle.WaitAsync(Deadline.Long));
        await farm.StopWorkersAsync();
        AssertLedger([.. Directory.GetFiles(farm.Settings.Ledgers).SelectMany(File.ReadAllLines)], victim.Id);
        await AssertMembersAsync(farm.Host, handle.FlowId);
    }

    private static void AssertLedger(string[] lines, int dead)
    {
        var runs = lines.Select(static l => l.Split(' ')).GroupBy(static p => (Stage: p[0], Index: p[1])).ToArray();
        Assert.Equal(Members, runs.Count(static r => r.Key.Stage == "enter"));
        Assert.Equal(Members, runs.Count(static r => r.Key.Stage == "post"));
        Assert.Single(runs, static r => r.Key.Stage == "balance");
        foreach (var run in runs.Where(static r => r.Count() > 1))
        {
            Assert.True(
                run.Count() == 2 && run.Any(p => p[2] == $"{dead}"),
                $"{run.Key} ran {run.Count()} times, by processes {string.Join(", ", run.Select(static p => p[2]))}; only what {dead} held may run again.");
        }
    }

    private static async Task AssertMembersAsync(RunningHost host, string flowId)
    {
        var store = host.Services.GetRequiredService<ITaskStore>();
        var members = Enumerable.Range(0, Members).Select(i => new GetMember(new FlowKey(flowId, 0), "0", i)).ToArray();
        await store.ExecuteAsync(members, Deadline.Token);
        Assert.All(members, static m => Assert.True(m.Result.Member is { Succeeded: true }));
        Assert.All(members, static m => Assert.Equal(JoinState.Completed, m.Result.State));
    }
}
