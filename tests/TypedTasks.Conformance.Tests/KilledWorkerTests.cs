using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Contracts;
using TypedTasks.Emulator;
using static TypedTasks.Conformance.Worker.Ledger.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>A worker dies in the middle of a flow: nothing is lost, and only what it held runs twice.</summary>
public sealed class KilledWorkerTests : IDisposable
{
    private const int Members = 1000;

    private readonly string folder = Directory.CreateTempSubdirectory("typedtasks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_flow_ends_right_and_every_outcome_counts_once()
    {
        var store = Path.Combine(folder, "tasks.db");
        var ledger = Directory.CreateDirectory(Path.Combine(folder, "ledger")).FullName;
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default, LockDuration = TimeSpan.FromSeconds(5) } },
        });
        await using var host = await RunningHost.StartAsync(
            b => b.UseServiceBus(emulator.ConnectionString).UseSqlite(store),
            runs: false);
        var workers = new List<WorkerProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
                workers.Add(await WorkerProcess.StartAsync(emulator.ConnectionString, store, ledger, enough: 200));

            var flow = Group.Of(Enumerable.Range(0, Members).Select(i => Enter(i) | Post())) | Balance();
            var handle = await host.Client.EnqueueAsync(flow);
            var victim = workers[0];
            await victim.Worked.WaitAsync(Deadline.Long);
            await victim.KillAsync();

            Assert.Equal(Members * (Members - 1L) / 2, await handle.WaitAsync(Deadline.Long));
            foreach (var worker in workers.Skip(1))
                await worker.StopAsync();
            AssertLedger([.. Directory.GetFiles(ledger).SelectMany(File.ReadAllLines)], victim.Id);
            await AssertMembersAsync(host, handle.FlowId);
        }
        finally
        {
            workers.ForEach(static w => w.Dispose());
        }
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
