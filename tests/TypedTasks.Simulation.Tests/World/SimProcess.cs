using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>One incarnation of a worker process: the product's own classes, over the world's store and broker.</summary>
internal sealed class SimProcess
{
    private readonly SimWorld world;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abort = new();
    private readonly HashSet<SimDelivery> deliveries = [];
    private readonly SimReceiver receiver = new();

    public SimProcess(SimWorld world, int id)
    {
        this.world = world;
        Id = id;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(world.Time);
        collection.AddSingleton<Nonces>(new SimNonces(world));
        collection.AddTypedTasks(o =>
            {
                o.Retry = RetryPolicy.Default with { Delay = TimeSpan.FromMilliseconds(500) };
                o.OrderingKeys = true;
                o.RecordHandOffs = world.Options.RecordsHandOffs;
                o.ClaimCheckBytes = world.ClaimCheckBytes;
                o.Retention = world.Retention;
                o.FailedRetention = world.Retention;
                o.CancellationLag = world.Broken?.Lag ?? SimWorld.Lag;
            })
            .AddRegistry(new SimRegistry(world))
            .AddWorker(o =>
            {
                o.Slots = SimWorld.Slots;
                o.MaxDeliveries = world.MaxDeliveries;
                o.Name = $"worker {id}";
            });
        collection.AddSingleton<ITransport>(new SimTransport(world, this));
        collection.AddSingleton<ITaskStore>(new SimStore(world, this));
        var services = collection.BuildServiceProvider();
        services.GetRequiredService<OpenQueues>().OpenedAsync(receiver).AsTask().GetAwaiter().GetResult();
        Handler = services.GetRequiredService<DeliveryHandler>();
        _ = services.GetRequiredService<CancellationWatch>().RunAsync(stopping.Token);
        if (world.Broken?.Reconciles != false)
            _ = services.GetRequiredService<UpkeepLoop>().RunAsync([SimWorld.Queue, QueueNames.Ordered(SimWorld.Queue)], stopping.Token);
        world.Clockwork?.Start(this, stopping.Token);
    }

    public int Id { get; }

    public bool IsDead { get; private set; }

    /// <summary>Whether it drains: it takes nothing more.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Whether it takes messages now.</summary>
    public bool Takes => Running < SimWorld.Slots && !IsStopping && !receiver.IsPaused;

    /// <summary>Whether what runs was told to end.</summary>
    public bool IsAborted => abort.IsCancellationRequested;

    /// <summary>Whether it has stopped, and nothing is left of it.</summary>
    public bool IsStopped => IsStopping && deliveries.Count == 0;

    public int Running { get; set; }

    public DeliveryHandler Handler { get; }

    /// <summary>The messages that it has.</summary>
    public IEnumerable<SimDelivery> Held => deliveries;

    /// <summary>The steps whose messages it has.</summary>
    public IEnumerable<string> Places => deliveries.Select(static d => d.Place);

    public async Task RunAsync(SimDelivery delivery)
    {
        Running++;
        deliveries.Add(delivery);
        world.Current.Value = delivery;
        var result = await Handler.RunAsync(delivery, abort.Token);
        Running--;
        await Handler.SettleAsync(delivery, result, abort.Token);
        deliveries.Remove(delivery);
        delivery.IsDone = true;
        if (IsStopped)
            stopping.Cancel();
    }

    /// <summary>The process stops as its host asks for it: what runs may end for a while, then its tokens fire and its messages go back.</summary>
    public async Task StopAsync(TimeSpan drainTime)
    {
        IsStopping = true;
        world.Trace(null, $"worker {Id} stops");
        if (IsStopped)
            stopping.Cancel();
        await SimClock.WaitAsync(world.Time, drainTime, CancellationToken.None);
        if (IsDead || IsStopped)
            return;
        world.Count(Fault.GracefulStop, Places);
        abort.Cancel();
        world.Pauses.Join();
    }

    /// <summary>The process is gone: nothing that it waits for ever answers.</summary>
    public void Kill()
    {
        IsDead = true;
        world.Trace(null, $"worker {Id} crashes");
        world.Forget(this);
        stopping.Cancel();
    }
}
