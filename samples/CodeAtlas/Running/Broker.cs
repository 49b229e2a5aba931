using Microsoft.Extensions.Configuration;
using TypedTasks;
using TypedTasks.Emulator;

namespace CodeAtlas;

/// <summary>The Service Bus that the configuration names, or an emulator in this process where it names none.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly ServiceBusEmulator? emulator;

    private Broker(string connectionString, ServiceBusEmulator? emulator)
    {
        ConnectionString = connectionString;
        this.emulator = emulator;
    }

    public string ConnectionString { get; }

    public string Description => emulator is null ? "from ConnectionStrings__ServiceBus" : "emulator in this process";

    public static async Task<Broker> StartAsync(CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (configuration.GetConnectionString("ServiceBus") is { Length: > 0 } connectionString)
            return new Broker(connectionString, null);

        var emulator = await ServiceBusEmulator.StartAsync(
            new ServiceBusEmulatorOptions { Queues = { new QueueOptions { Name = QueueNames.Default } } }, cancellationToken);
        return new Broker(emulator.ConnectionString, emulator);
    }

    public ValueTask DisposeAsync() => emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
