namespace TypedTasks.Conformance.Tests;

/// <summary>Something that happens to processes, and is over when it has been mended.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="StrikeAsync">Does it, at a moment and in a way that the random numbers choose, and mends it.</param>
public sealed record Fault(string Name, Func<FaultWorld, Random, CancellationToken, Task> StrikeAsync)
{
    private const int MostMessages = 120;
    private const int MostFlows = 30;
    private const int FlowsMeanwhile = 10;
    private const int Exchanges = 3;
    private const int Cuts = 5;

    /// <summary>Those that need a disk of their own.</summary>
    public static IReadOnlyList<Fault> OfDisks { get; } =
    [
        new("the disk of the store is full", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await FillAsync(world, TimeSpan.FromSeconds(1 + (5 * random.NextDouble())), cancelled);
        }),
        new("a worker is killed while the disk is full", static async (world, random, cancelled) =>
        {
            var index = await MomentAsync(world, random, cancelled);
            var filled = FillAsync(world, TimeSpan.FromSeconds(4), cancelled);
            await world.Client.MoreAsync("refused", 1).WaitAsync(cancelled);
            await world.Workers[index].KillAsync();
            await world.StartWorkerAsync(index);
            await filled;
        }),
    ];

    /// <summary>Those that concern the server of the store.</summary>
    public static IReadOnlyList<Fault> OfServers { get; } =
    [
        new("the server of the store is killed", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await world.Server!.KillAsync();
            await world.Server.StartAsync();
        }),
        new("the server of the store stands still", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await world.FreezeServerAsync(TimeSpan.FromSeconds(1 + (5 * random.NextDouble())));
        }),
        new("a worker is killed while the server of the store is away", static async (world, random, cancelled) =>
        {
            var index = await MomentAsync(world, random, cancelled);
            await world.Server!.KillAsync();
            await world.Workers[index].KillAsync();
            await world.Server.StartAsync();
            await world.StartWorkerAsync(index);
        }),
        new("connections of the store are ended", static async (world, random, cancelled) =>
        {
            for (var i = 0; i < Cuts; i++)
            {
                await MomentAsync(world, random, cancelled);
                await world.AskServerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'TypedTasks' AND random() < 0.5", cancelled);
            }
        }),
        new("a stranger keeps rows locked", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await world.AskServerAsync("SELECT pg_sleep(8) FROM (SELECT count(*) FROM (SELECT id FROM typedtasks.flows WHERE state = 1 LIMIT 20 FOR UPDATE) AS f) AS locked", cancelled);
        }),
    ];

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("a worker is killed", static async (world, random, cancelled) =>
        {
            var index = await MomentAsync(world, random, cancelled);
            await world.Workers[index].KillAsync();
            await world.StartWorkerAsync(index);
        }),
        new("all workers are killed", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await Task.WhenAll(world.Workers.Select(static w => w.KillAsync()));
            await world.StartWorkersAsync();
        }),
        new("the client is killed", static async (world, random, cancelled) =>
        {
            await world.Client.MoreAsync("accepted", random.Next(1, MostFlows)).WaitAsync(cancelled);
            await world.Client.KillAsync();
            await world.StartClientAsync();
        }),
        new("the broker is killed", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await world.Broker.KillAsync();
            await world.StartBrokerAsync();
        }),
        new("everything is killed", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await Task.WhenAll(world.Workers.Append(world.Client).Append(world.Broker).Select(static p => p.KillAsync()));
            if (world.Server is { } server)
                await server.KillAsync();
            await world.StartBrokerAsync();
            await (world.Server?.StartAsync() ?? Task.CompletedTask);
            await Task.WhenAll(world.StartWorkersAsync(), world.StartClientAsync());
        }),
        new("workers are exchanged", static async (world, random, cancelled) =>
        {
            for (var i = 0; i < Exchanges; i++)
            {
                var index = await MomentAsync(world, random, cancelled);
                Assert.Equal(0, await world.Workers[index].TerminateAsync());
                await world.StartWorkerAsync(index);
            }
        }),
        new("a worker stands still for longer than its locks", static async (world, random, cancelled) =>
        {
            var index = await MomentAsync(world, random, cancelled);
            await world.Workers[index].FreezeAsync(FaultWorld.Lock + TimeSpan.FromSeconds(1 + random.NextDouble()));
        }),
        new("the client stands still", static async (world, random, cancelled) =>
        {
            await world.Client.MoreAsync("accepted", random.Next(1, MostFlows)).WaitAsync(cancelled);
            await world.Client.FreezeAsync(TimeSpan.FromSeconds(1 + (4 * random.NextDouble())));
        }),
        new("the broker stands still", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            await world.Broker.FreezeAsync(TimeSpan.FromSeconds(1 + (5 * random.NextDouble())));
        }),
        new("the client is killed while the broker stands still", static async (world, random, cancelled) =>
        {
            await MomentAsync(world, random, cancelled);
            var frozen = world.Broker.FreezeAsync(TimeSpan.FromSeconds(2 + (3 * random.NextDouble())));
            await world.Client.MoreAsync("accepted", random.Next(1, FlowsMeanwhile)).WaitAsync(cancelled);
            await world.Client.KillAsync();
            await world.StartClientAsync();
            await frozen;
        }),
        new("the broker is killed while a worker stands still", static async (world, random, cancelled) =>
        {
            var index = await MomentAsync(world, random, cancelled);
            var frozen = world.Workers[index].FreezeAsync(FaultWorld.Lock + TimeSpan.FromSeconds(1));
            await world.Broker.KillAsync();
            await world.StartBrokerAsync();
            await frozen;
        }),
    ];

    /// <summary>Fills the disk until the client has met it, and for some time beyond that.</summary>
    public static async Task FillAsync(FaultWorld world, TimeSpan duration, CancellationToken cancelled)
    {
        var met = world.Client.MoreAsync("refused", 1);
        world.Disk!.Fill();
        try
        {
            await met.WaitAsync(cancelled);
            await Task.Delay(duration, cancelled);
        }
        finally
        {
            world.Disk.Free();
        }
    }

    public override string ToString() => Name;

    // Counted in the messages that a worker takes: no two runs are at the same place after the same time.
    private static async Task<int> MomentAsync(FaultWorld world, Random random, CancellationToken cancelled)
    {
        var index = random.Next(world.Workers.Length);
        await world.Workers[index].MoreAsync("took", random.Next(1, MostMessages)).WaitAsync(cancelled);
        return index;
    }
}
