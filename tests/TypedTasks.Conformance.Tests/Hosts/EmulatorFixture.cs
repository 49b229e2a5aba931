using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;

namespace TypedTasks.Conformance.Tests;

/// <summary>An emulator with the queues of the tasks, and one worker on it.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceBusEmulator emulator = null!;
    private RunningHost host = null!;

    public RunningHost Host => host;

    public ServiceBusEmulator Emulator => emulator;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default }, new QueueOptions { Name = "second" } },
        });
        host = await RunningHost.StartAsync(
            b => b.UseChosenTransport(emulator.ConnectionString).UseSqlite(folder["tasks.db"]).AddCatalogueSchedule(),
            static w => w.OtherQueues.Add("second"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await emulator.DisposeAsync();
        folder.Dispose();
    }
}
