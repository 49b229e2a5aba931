using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Two workers with a SQLite file each on one queue: they say so, and no flow waits for ever.</summary>
public sealed class ForeignStoreTests
{
    private const string Said = "Do all processes of queue 'typedtasks' use the same store?";
    private const int Flows = 20;

    [Fact]
    public async Task Workers_with_two_stores_on_one_queue_say_so_and_every_flow_ends()
    {
        await using var farm = await WorkerFarm.StartAsync(TimeSpan.FromSeconds(5), static s => s with
        {
            UnknownTaskGrace = TimeSpan.FromSeconds(3),
            ReconcileInterval = TimeSpan.FromSeconds(0.5),
        });
        using var folder = new TemporaryFolder();
        var foreign = await farm.AddWorkerAsync(farm.Settings with { Store = folder["tasks.db"] });
        var lost = await farm.Host.Client.EnqueueAsync(Number(1) | Double());
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => lost.WaitAsync(Deadline.Token).AsTask());
        Assert.Equal("TypedTasks.ForeignStore", failed.Failure.Type);
        Assert.Contains(Said, failed.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(Said, foreign.Said, StringComparison.Ordinal);

        var own = await farm.AddWorkerAsync();
        var handles = new List<TaskHandle<int>>();
        for (var i = 0; i < Flows; i++)
            handles.Add(await farm.Host.Client.EnqueueAsync(Group.Of(Number(i), Number(1)) | Total()));
        var rights = 0;
        for (var i = 0; i < Flows; i++)
        {
            try
            {
                Assert.Equal(i + 1, await handles[i].WaitAsync(Deadline.Token));
                rights++;
            }
            catch (TaskFailedException e)
            {
                // Every worker that it met within its grace had the other store.
                Assert.Equal("TypedTasks.ForeignStore", e.Failure.Type);
            }
        }

        Assert.True(rights > 0, "No flow met the worker that has its store.");
        Assert.DoesNotContain(Said, own.Said, StringComparison.Ordinal);
        await farm.StopWorkersAsync();
    }
}
