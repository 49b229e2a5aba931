using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>A client with a store at an emulator, and no worker: messages stay where they are put.</summary>
internal sealed class ClientSite : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    private ClientSite(ServiceBusEmulator emulator, bool usesTransactions)
    {
        Emulator = emulator;
        var services = new ServiceCollection();
        services.AddSingleton(new Ledger(false));
        services.AddTypedTasks().AddSteps()
            .UseTransport(o =>
            {
                o.ConnectionString = emulator.ConnectionString;
                o.UseTransactions = usesTransactions;
                o.AllowDuplicates = !usesTransactions;
                o.OperationTimeout = TimeSpan.FromSeconds(2);
            })
            .UseSqlite(folder["tasks.db"]);
        var registered = services.Single(static s => s.ServiceType == typeof(ITransport));
        services.Remove(registered);
        services.AddSingleton(s => new FragileTransport((ITransport)registered.ImplementationFactory!(s)));
        services.AddSingleton<ITransport>(static s => s.GetRequiredService<FragileTransport>());
        this.services = services.BuildServiceProvider();
    }

    public ServiceBusEmulator Emulator { get; }

    public ITaskClient Client => services.GetRequiredService<ITaskClient>();

    public ITransport Transport => services.GetRequiredService<ITransport>();

    public FragileTransport Fragile => services.GetRequiredService<FragileTransport>();

    public static async Task<ClientSite> StartAsync(bool usesTransactions = true)
    {
        var options = new ServiceBusEmulatorOptions();
        foreach (var name in new[] { QueueNames.Default, LedgerSteps.Other })
            options.Queues.Add(new() { Name = name, LockDuration = TimeSpan.FromSeconds(5), RequiresDuplicateDetection = true });
        return new(await ServiceBusEmulator.StartAsync(options), usesTransactions);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Emulator.DisposeAsync();
        folder.Dispose();
    }
}
