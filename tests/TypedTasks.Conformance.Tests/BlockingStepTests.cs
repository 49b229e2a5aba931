using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using static TypedTasks.Conformance.Tests.Blocking.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>User code that blocks its thread must not starve receiving and lock renewal.</summary>
public sealed class BlockingStepTests : IDisposable
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_lock_is_lost_while_four_steps_per_core_block_for_three_locks()
    {
        var steps = 4 * Environment.ProcessorCount;
        var log = new RunLog();
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default, LockDuration = Lock }, new QueueOptions { Name = "second" } },
        });
        await using var host = await RunningHost.StartAsync(
            b =>
            {
                b.Services.Add(Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton(log));
                b.UseChosenTransport(emulator.ConnectionString).UseSqlite(folder["tasks.db"]);
            },
            w => w.Slots = steps);

        var flow = Group.Of(Enumerable.Range(0, steps).Select(i => Block(i, 3 * Lock))) | Finished();
        var handle = await host.Client.EnqueueAsync(flow);

        Assert.Equal(steps, await handle.WaitAsync(Deadline.Long));
        Assert.Equal(Enumerable.Range(0, steps), log.Runs.Order());
    }
}
