using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using TypedTasks.Hosting.Tests.Protection;

namespace TypedTasks.Conformance.Tests;

/// <summary>An emulator, and one worker on it whose values are protected, with a file for its store.</summary>
public sealed class ProtectedFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceBusEmulator emulator = null!;

    public RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default }, new QueueOptions { Name = "second" } },
        });
        Host = await RunningHost.StartAsync(
            b => b.UseChosenTransport(emulator.ConnectionString).UseSqlite(folder["tasks.db"]).UseValueProtector(new PlainProtector()).AddCatalogueSchedule(),
            static w => w.OtherQueues.Add("second"));
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await emulator.DisposeAsync();
        folder.Dispose();
    }
}
