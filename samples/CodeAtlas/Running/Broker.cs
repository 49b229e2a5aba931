using Microsoft.Extensions.Configuration;
using TypedTasks;
using TypedTasks.Emulator;

namespace CodeAtlas;

/// <summary>The Service Bus that carries the steps: the one that the environment names, or an emulator in this process.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly ServiceBusEmulator? emulator;

    private Broker(string connectionString, ServiceBusEmulator? emulator)
    {
        ConnectionString = connectionString;
        this.emulator = emulator;
    }

    /// <summary>How to reach it. It holds the key.</summary>
    public string ConnectionString { get; }

    /// <summary>Where it is, without the key.</summary>
    public string Endpoint => ConnectionString
        .Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(static p => p.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase))?["Endpoint=".Length..] ?? "(no endpoint)";

    public bool IsEmulator => emulator is not null;

    public static async Task<Broker> OpenAsync(CancellationToken cancellationToken)
    {
        if (AtlasHost.CreateBuilder().Configuration.GetConnectionString("ServiceBus") is { Length: > 0 } given)
            return new Broker(given, null);
        var options = new ServiceBusEmulatorOptions { Queues = { new QueueOptions { Name = QueueNames.Default } } };
        var emulator = await ServiceBusEmulator.StartAsync(options, cancellationToken);
        return new Broker(emulator.ConnectionString, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        if (emulator is not null)
            await emulator.DisposeAsync();
    }
}
