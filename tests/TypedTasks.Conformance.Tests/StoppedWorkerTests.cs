using static TypedTasks.Conformance.Worker.Ledger.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Workers are exchanged again and again while steps run that take longer than they live: that costs the steps nothing.</summary>
public sealed class StoppedWorkerTests
{
    // More often than a message may be delivered.
    private const int Restarts = 6;

    [Fact]
    public async Task Steps_that_outlast_one_worker_after_the_other_end_right()
    {
        await using var farm = await WorkerFarm.StartAsync(
            TimeSpan.FromSeconds(30), static s => s with { MaxDeliveries = 2, DrainTime = TimeSpan.Zero });
        var handle = await farm.Host.Client.EnqueueAsync(Group.Of(Hold(0), Hold(1), Hold(2)) | Balance());
        for (var i = 0; i < Restarts; i++)
        {
            var worker = await farm.AddWorkerAsync();
            await worker.MoreAsync("held", 3).WaitAsync(Deadline.Long);
            await worker.StopAsync();
            Assert.Equal(FlowState.Running, (await handle.GetStatusAsync()).State);
        }

        await File.WriteAllTextAsync(Path.Combine(farm.Settings.Folder, "open"), "");
        await farm.AddWorkerAsync();
        Assert.Equal(3, await handle.WaitAsync(Deadline.Long));
        await farm.StopWorkersAsync();

        var lines = Directory.GetFiles(farm.Settings.Ledgers).SelectMany(File.ReadAllLines).ToArray();
        Assert.Equal(3 * (Restarts + 1), lines.Count(static l => l.StartsWith("hold", StringComparison.Ordinal)));
        Assert.Single(lines, static l => l.StartsWith("balance", StringComparison.Ordinal));
    }
}
