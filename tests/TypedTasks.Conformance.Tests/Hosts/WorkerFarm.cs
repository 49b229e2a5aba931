using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;

namespace TypedTasks.Conformance.Tests;

/// <summary>An emulator, a SQLite file or a PostgreSQL server that the settings name, a client in this process, and workers in processes of their own.</summary>
public sealed class WorkerFarm : IAsyncDisposable
{
    private readonly List<ChildProcess> workers = [];
    private readonly List<ChildProcess> living = [];
    private readonly SemaphoreSlim ready = new(0);
    private readonly Lock gate = new();
    private readonly TemporaryFolder folder;

    private WorkerFarm(TemporaryFolder folder, ServiceBusEmulator emulator, RunningHost host, WorkerSettings settings)
    {
        this.folder = folder;
        Emulator = emulator;
        Host = host;
        Settings = settings;
    }

    public ServiceBusEmulator Emulator { get; }

    public RunningHost Host { get; }

    public WorkerSettings Settings { get; }

    /// <summary>What the workers said, dead ones included.</summary>
    public string Said
    {
        get
        {
            lock (gate)
                return string.Join("\n", workers.Where(static w => w.Said.Length > 0).Select(static w => $"worker {w.Id}: {w.Said}"));
        }
    }

    public static async Task<WorkerFarm> StartAsync(TimeSpan lockDuration, Func<WorkerSettings, WorkerSettings>? configure = null)
    {
        var folder = new TemporaryFolder();
        var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues =
            {
                new QueueOptions { Name = QueueNames.Default, LockDuration = lockDuration, MaxDeliveryCount = 100 },
                new QueueOptions { Name = "second", LockDuration = lockDuration, MaxDeliveryCount = 100 },
            },
        });
        var settings = new WorkerSettings(emulator.ConnectionString, folder["tasks.db"], folder.Path);
        settings = configure?.Invoke(settings) ?? settings;
        var host = await RunningHost.StartAsync(
            b =>
            {
                b.UseChosenTransport(settings.Connection).UseStore(settings).AddCatalogueSchedule();
                b.Services.Configure<WorkerOptions>(o => (o.ReconcileInterval, o.OwedAge) = (settings.ReconcileInterval, settings.OwedAge));
            },
            runs: false,
            notes: settings.Notes);
        return new(folder, emulator, host, settings);
    }

    public Task<ChildProcess> AddWorkerAsync() => AddWorkerAsync(Settings);

    public async Task<ChildProcess> AddWorkerAsync(WorkerSettings settings)
    {
        var worker = await ChildProcess.StartAsync(settings);
        lock (gate)
        {
            workers.Add(worker);
            living.Add(worker);
        }

        ready.Release();
        return worker;
    }

    /// <summary>Takes one of the workers that run out of the count; waits for one where none is left.</summary>
    public async Task<ChildProcess> TakeAsync(Random random, CancellationToken cancellationToken)
    {
        await ready.WaitAsync(cancellationToken);
        lock (gate)
        {
            var worker = living[random.Next(living.Count)];
            living.Remove(worker);
            return worker;
        }
    }

    public async Task StopWorkersAsync()
    {
        ChildProcess[] some;
        lock (gate)
            some = [.. living.Where(static w => !w.HasEnded)];
        foreach (var worker in some)
            await worker.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
            workers.ForEach(static w => w.Dispose());
        await Host.DisposeAsync();
        await Emulator.DisposeAsync();
        ready.Dispose();
        folder.Dispose();
    }
}
