using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>A worker and a client at a broker whose links announce that they take little.</summary>
internal sealed class SmallSite : IAsyncDisposable
{
    public const int Limit = 16 * 1024;
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(5);
    private readonly TemporaryFolder folder = new();
    private readonly ServiceBusEmulator emulator;
    private readonly IHost host;

    private SmallSite(ServiceBusEmulator emulator, Func<ITransport, ITransport>? wrap)
    {
        this.emulator = emulator;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new Ledger(false));
        var tasks = builder.Services.AddTypedTasks(static o => o.Retry = o.Retry with { MaxRetries = 0 })
            .AddSteps().UseTransport(o => o.ConnectionString = emulator.ConnectionString);
        if (wrap is not null)
        {
            var registered = builder.Services.Single(static s => s.ServiceType == typeof(ITransport));
            builder.Services.Remove(registered);
            builder.Services.AddSingleton(s => wrap((ITransport)registered.ImplementationFactory!(s)));
        }

        tasks.UseSqlite(folder["tasks.db"]).AddWorker(static w =>
        {
            w.ReconcileInterval = TimeSpan.FromSeconds(1);
            w.OwedAge = 2 * Lock;
        });
        host = builder.Build();
    }

    public ITaskClient Client => host.Services.GetRequiredService<ITaskClient>();

    public ITransport Transport => host.Services.GetRequiredService<ITransport>();

    public ServiceBusEmulator Emulator => emulator;

    public static async Task<SmallSite> StartAsync(Func<ITransport, ITransport>? wrap = null)
    {
        var options = new ServiceBusEmulatorOptions { MaxMessageBytes = Limit };
        foreach (var name in new[] { QueueNames.Default, LedgerSteps.Other })
            options.Queues.Add(new() { Name = name, LockDuration = Lock, MaxDeliveryCount = 1000 });
        var site = new SmallSite(await ServiceBusEmulator.StartAsync(options), wrap);
        await site.host.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        await emulator.DisposeAsync();
        folder.Dispose();
    }
}
