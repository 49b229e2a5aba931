using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Emulator, proxy, store, worker and client, all real, and the means to make things go wrong between them.</summary>
internal sealed class FlowSite : IAsyncDisposable
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(5);
    private readonly TemporaryFolder folder = new();
    private readonly SiteOptions options;
    private CuttingProxy? proxy;
    private IHost? host;

    private FlowSite(SiteOptions options)
    {
        this.options = options;
        Ledger = new(options.KeepsLedger);
    }

    public ServiceBusEmulator Emulator { get; private set; } = null!;

    public CuttingProxy Proxy => proxy!;

    public Ledger Ledger { get; }

    public WarningLog Warnings { get; } = new();

    public ITaskClient Client => host!.Services.GetRequiredService<ITaskClient>();

    public static async Task<FlowSite> StartAsync(SiteOptions options)
    {
        var site = new FlowSite(options);
        try
        {
            site.Emulator = await site.StartEmulatorAsync(0);
            if (options.UsesProxy)
                site.proxy = new(site.Emulator.Port);
            site.host = site.BuildHost();
            await site.host.StartAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the emulator without a word to its clients, and starts another from its journal on the same port.</summary>
    public async Task KillEmulatorAsync(TimeSpan pause)
    {
        var port = Emulator.Port;
        Emulator.Faults.DropConnections();
        await Emulator.DisposeAsync();
        await Task.Delay(pause, TimeProvider.System);
        Emulator = await StartEmulatorAsync(port);
    }

    /// <summary>Messages that wait, run, or lie aside, by queue.</summary>
    public QueueCounts[] Counts() => [Emulator.GetCounts(QueueNames.Default), Emulator.GetCounts(LedgerSteps.Other)];

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        if (proxy is not null)
            await proxy.DisposeAsync();
        if (Emulator is not null)
            await Emulator.DisposeAsync();
        folder.Dispose();
    }

    private Task<ServiceBusEmulator> StartEmulatorAsync(int port)
    {
        var options = new ServiceBusEmulatorOptions
        {
            Port = port,
            SharedAccessKey = "test-key-of-no-worth",
            DataFolder = this.options.KeepsMessages ? folder["broker"] : null,
            TimeProvider = this.options.BrokerTime,
        };
        foreach (var name in new[] { QueueNames.Default, LedgerSteps.Other })
            options.Queues.Add(new() { Name = name, LockDuration = Lock, MaxDeliveryCount = 1000, DuplicateDetectionWindow = this.options.DuplicateWindow });
        return ServiceBusEmulator.StartAsync(options);
    }

    private IHost BuildHost()
    {
        var connection = Emulator.ConnectionString;
        if (proxy is not null)
            connection = connection.Replace($":{Emulator.Port};", $":{proxy.Port};", StringComparison.Ordinal);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(Warnings);
        builder.Services.AddSingleton(Ledger);
        var tasks = builder.Services.AddTypedTasks().AddSteps().UseTransport(o =>
        {
            o.ConnectionString = connection;
            options.Transport?.Invoke(o);
        });
        var registered = builder.Services.Single(static s => s.ServiceType == typeof(ITransport));
        builder.Services.Remove(registered);
        builder.Services.AddSingleton<ITransport>(s => new LedgerTransport((ITransport)registered.ImplementationFactory!(s), Ledger));
        tasks.UseSqlite(folder["tasks.db"]).AddWorker(static w =>
        {
            w.MaxDeliveries = 100;
            w.ReconcileInterval = TimeSpan.FromSeconds(1);
            w.OwedAge = 2 * Lock;
        });
        return builder.Build();
    }
}
