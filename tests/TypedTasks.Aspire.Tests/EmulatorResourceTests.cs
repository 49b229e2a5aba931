using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Aspire.Tests;

/// <summary>The emulator as a resource: what it becomes, and what others get of it.</summary>
public sealed class EmulatorResourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    [AppHostFact]
    public async Task It_becomes_healthy_and_official_clients_reach_its_queues_by_its_connection_strings()
    {
        var builder = await Shop.EmptyAsync(folder);
        var bus = builder.AddServiceBusEmulator("broker").WithQueue("orders").WithQueue("lines", static q => q with { RequiresSession = true });
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("broker", limit.Token);

        await SendAsync(bus, "hello");
        Assert.Equal("hello", await ReceiveAsync(bus));
        var administration = new ServiceBusAdministrationClient(await bus.Resource.AdministrationConnectionStringExpression.GetValueAsync(limit.Token));
        QueueProperties orders = await administration.GetQueueAsync("orders", limit.Token);
        Assert.True(orders is { RequiresDuplicateDetection: true, DeadLetteringOnMessageExpiration: true, RequiresSession: false });
        Assert.True((await administration.GetQueueAsync("lines", limit.Token)).Value.RequiresSession);
    }

    [AppHostFact]
    public async Task With_a_data_folder_messages_outlive_the_app_host()
    {
        for (var run = 0; run < 2; run++)
        {
            var builder = await Shop.EmptyAsync(folder);
            var bus = builder.AddServiceBusEmulator("broker").WithQueue("orders").WithDataFolder(folder["messages"]);
            await using var app = await builder.BuildAsync(limit.Token);
            await app.StartAsync(limit.Token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("broker", limit.Token);
            if (run == 0)
                await SendAsync(bus, "kept");
            else
                Assert.Equal("kept", await ReceiveAsync(bus));
        }
    }

    [AppHostFact]
    public async Task What_keeps_it_from_starting_is_its_state_and_its_log_and_not_the_end_of_the_app_host()
    {
        var builder = await Shop.EmptyAsync(folder);
        builder.AddServiceBusEmulator("broker").WithQueue("a$b");
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceAsync("broker", KnownResourceStates.FailedToStart, limit.Token);

        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in logs.WatchAsync("broker").WithCancellation(limit.Token))
        {
            Assert.Contains(lines, static l => l.Content.Contains("could not be started: 'a$b' is not a queue name", StringComparison.Ordinal));
            break;
        }
    }

    [AppHostFact]
    public async Task Whoever_refers_to_it_gets_both_connection_strings()
    {
        var builder = await Shop.EmptyAsync(folder);
        var bus = builder.AddServiceBusEmulator("broker").WithQueue("orders");
        var shell = builder.AddExecutable("shell", "sh", ".", "-c", "env").WithReference(bus).WaitFor(bus);
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceAsync("shell", KnownResourceStates.TerminalStates, limit.Token);

        var text = "";
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(shell.Resource).WithCancellation(limit.Token))
            text += string.Join('\n', lines.Select(static l => l.Content)) + "\n";
        Assert.Contains("ConnectionStrings__broker=Endpoint=sb://localhost:", text, StringComparison.Ordinal);
        Assert.Contains("BROKER_ADMINISTRATIONCONNECTIONSTRING=Endpoint=sb://localhost:", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        limit.Dispose();
        folder.Dispose();
    }

    private async Task SendAsync(IResourceBuilder<ServiceBusEmulatorResource> bus, string text)
    {
        await using var client = await ClientAsync(bus);
        await client.CreateSender("orders").SendMessageAsync(new(text), limit.Token);
    }

    private async Task<string> ReceiveAsync(IResourceBuilder<ServiceBusEmulatorResource> bus)
    {
        await using var client = await ClientAsync(bus);
        return (await client.CreateReceiver("orders").ReceiveMessageAsync(cancellationToken: limit.Token)).Body.ToString();
    }

    private async Task<ServiceBusClient> ClientAsync(IResourceBuilder<ServiceBusEmulatorResource> bus) =>
        new(await bus.Resource.ConnectionStringExpression.GetValueAsync(limit.Token));
}
