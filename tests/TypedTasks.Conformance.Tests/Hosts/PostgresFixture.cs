using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;

namespace TypedTasks.Conformance.Tests;

/// <summary>An emulator, and one worker on it with the store on a server; none where there is no server.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private ServiceBusEmulator? emulator;
    private RunningHost? host;

    public RunningHost Host => host!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        var server = await PostgresServer.Shared;
        emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default }, new QueueOptions { Name = "second" } },
        });
        host = await RunningHost.StartAsync(
            b => b.UseChosenTransport(emulator.ConnectionString).UsePostgres(server.ConnectionString, new() { Schema = $"t{Guid.NewGuid():N}" }).AddCatalogueSchedule(),
            static w => w.OtherQueues.Add("second"));
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }
}
