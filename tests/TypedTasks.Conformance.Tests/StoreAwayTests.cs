using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using TypedTasks.Hosting.Tests;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>The store is away for longer than messages are locked: over a broker with locks and prefetch that costs no step a delivery either.</summary>
public sealed class StoreAwayTests
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Messages_are_kept_or_given_back_while_the_store_is_away_for_several_locks()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues =
            {
                new QueueOptions { Name = QueueNames.Default, LockDuration = Lock, MaxDeliveryCount = 1 },
                new QueueOptions { Name = "second", LockDuration = Lock },
            },
        });
        var store = new AwayStore(new InMemoryTaskStore());
        await using var host = await RunningHost.StartAsync(
            b => b.UseChosenTransport(emulator.ConnectionString).Services.AddSingleton<ITaskStore>(store),
            static o =>
            {
                o.Slots = 3;
                o.Prefetch = 6;
                o.MaxDeliveries = 2;
            });
        List<TaskHandle<int>> handles = [];
        for (var i = 0; i < 20; i++)
            handles.Add(await host.Client.EnqueueAsync((Group.Of(Number(i), Number(1)) | Total()).WithDelay(TimeSpan.FromSeconds(2))));
        store.IsAway = true;
        await Task.Delay(3.5 * Lock);
        store.IsAway = false;

        for (var i = 0; i < handles.Count; i++)
            Assert.Equal(i + 1, await handles[i].WaitAsync(Deadline.Long));
    }
}
