using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using TypedTasks.Testing;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Front end and worker over a broker that is not there when they start, and goes away while they run.</summary>
public sealed class BrokerAwayTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Flows_are_accepted_at_once_and_run_when_the_broker_comes()
    {
        var store = new InMemoryTaskStore();
        await using var broker = await TestBroker.StartAsync(Queues());
        var connection = broker.Emulator.ConnectionString;
        await broker.Emulator.DisposeAsync();

        // Neither finds a broker, and both start.
        using var worker = Build(store, connection, isWorker: true);
        using var frontEnd = Build(store, connection, isWorker: false);
        await worker.StartAsync(Deadline);
        await frontEnd.StartAsync(Deadline);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(worker));
        var client = frontEnd.Services.GetRequiredService<ITaskClient>();
        await EnqueueAndRunAsync();

        // It goes away once more while nobody has anything to send.
        await broker.Emulator.DisposeAsync();
        await EnqueueAndRunAsync();
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(frontEnd));
        await frontEnd.StopAsync(Deadline);
        await worker.StopAsync(Deadline);

        async Task EnqueueAndRunAsync()
        {
            List<TaskHandle<int>> handles = [];
            for (var i = 0; i < 20; i++)
                handles.Add(await client.EnqueueAsync(LedgerSteps.Tasks.Give(i), Deadline));
            Assert.Equal(HealthStatus.Degraded, await HealthAsync(frontEnd));
            await broker.RestartAsync(Queues());
            for (var i = 0; i < 20; i++)
                Assert.Equal(i, await handles[i].WaitAsync(Deadline));
        }
    }

    private static QueueOptions[] Queues() => [new() { Name = QueueNames.Default }, new() { Name = LedgerSteps.Other }];

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Status;

    private static IHost Build(InMemoryTaskStore store, string connection, bool isWorker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new Ledger(keeps: false));
        builder.Services.AddSingleton<Storage.ITaskStore>(store);
        builder.Services.AddHealthChecks().AddTypedTasks();
        var tasks = builder.Services.AddTypedTasks().AddSteps().UseTransport(connection);
        if (isWorker)
            tasks.AddWorker();
        return builder.Build();
    }
}
