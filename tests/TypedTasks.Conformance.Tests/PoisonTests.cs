using static TypedTasks.Conformance.Worker.Traced.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>A task takes its worker down every time: it fails for that, and what the worker held beside it each time lives.</summary>
public sealed class PoisonTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Deliveries = 5;

    // More than a worker runs and fetches ahead.
    private const int Neighbours = 24;

    [Fact]
    public async Task A_task_that_kills_its_worker_fails_and_its_neighbours_live()
    {
        await using var farm = await WorkerFarm.StartAsync(TimeSpan.FromSeconds(4), static s => s with { MaxDeliveries = Deliveries });
        var poison = await farm.Host.Client.EnqueueAsync(Poison());
        var neighbours = new List<TaskHandle<int>>();
        for (var n = 0; n < Neighbours; n++)
            neighbours.Add(await farm.Host.Client.EnqueueAsync(Neighbour(n) | Add(1)));
        for (var i = 0; i < Deliveries; i++)
        {
            var victim = await farm.AddWorkerAsync();
            await victim.WhenEndedAsync(Deadline.Long);
            output.WriteLine($"worker {i}: {victim.Said.Split('\n')[0]}");
            Assert.Contains("A task that takes its worker down.", victim.Said, StringComparison.Ordinal);
        }

        await farm.AddWorkerAsync();
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => poison.WaitAsync(Deadline.Long).AsTask());
        Assert.Equal("TypedTasks.TooManyDeliveries", failed.Failure.Type);
        Assert.Equal("traced.poison", failed.Failure.Task);
        for (var i = 0; i < neighbours.Count; i++)
            Assert.Equal(i + 1, await neighbours[i].WaitAsync(Deadline.Long));

        var runs = LedgerFile.ReadAll(farm.Settings.Ledgers).Select(TracedRun.Read).ToArray();
        Assert.Equal(Deliveries, runs.Count(r => r.Flow == poison.FlowId));
        output.WriteLine($"neighbours were begun {runs.Count(r => r.Task == "neighbour")} times");
    }
}
