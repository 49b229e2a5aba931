using static TypedTasks.Conformance.Worker.Traced.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>A task takes its worker down every time: it fails for that, and what ran beside it then and has ended by the next time goes on.</summary>
public sealed class PoisonTests
{
    private const int Deliveries = 5;
    private const int Neighbours = 20;

    [Fact]
    public async Task A_task_that_kills_its_worker_fails_and_its_neighbours_live()
    {
        await using var farm = await WorkerFarm.StartAsync(TimeSpan.FromSeconds(4), static s => s with { MaxDeliveries = Deliveries });
        var poison = await farm.Host.Client.EnqueueAsync(Poison());
        var neighbours = new List<TaskHandle<int>>();
        for (var i = 0; i < Deliveries; i++)
        {
            var victim = await farm.AddWorkerAsync();
            var ended = victim.WhenEndedAsync(Deadline.Long);
            while (!ended.IsCompleted)
            {
                for (var n = 0; n < Neighbours; n++)
                    neighbours.Add(await farm.Host.Client.EnqueueAsync(Add(neighbours.Count, 1) | Add(1) | Add(1)));
                await Task.WhenAny(ended, neighbours[^1].WaitAsync(Deadline.Long).AsTask());
            }

            await ended;
            Assert.Contains("A task that takes its worker down.", victim.Said, StringComparison.Ordinal);
        }

        await farm.AddWorkerAsync();
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => poison.WaitAsync(Deadline.Long).AsTask());
        Assert.Equal("TypedTasks.TooManyDeliveries", failed.Failure.Type);
        Assert.Equal("traced.poison", failed.Failure.Task);
        for (var i = 0; i < neighbours.Count; i++)
            Assert.Equal(i + 3, await neighbours[i].WaitAsync(Deadline.Long));

        var runs = LedgerFile.ReadAll(farm.Settings.Ledgers).Select(TracedRun.Read).ToArray();
        Assert.Equal(Deliveries, runs.Count(r => r.Flow == poison.FlowId));
    }
}
