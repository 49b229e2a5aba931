using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Conformance.Tests;

/// <summary>A broker with a data folder, a client that keeps flows running and two workers, each in a process of its own, on one SQLite file.</summary>
public sealed class FaultWorld : IAsyncDisposable
{
    private const int Lanes = 12;
    private const int FlowsOfAClient = 1_000_000;
    private const string BrokerKey = "TYPEDTASKS_EMULATOR_KEY";

    private readonly List<ChildProcess> all = [];
    private readonly TemporaryFolder folder;
    private readonly string key = Guid.NewGuid().ToString("N");
    private int clients;

    private FaultWorld(TemporaryFolder folder, SmallDisk? disk)
    {
        this.folder = folder;
        Disk = disk;
    }

    /// <summary>How long a message is locked.</summary>
    public static TimeSpan Lock { get; } = TimeSpan.FromSeconds(4);

    /// <summary>How often a message may be delivered before its step has failed.</summary>
    public static int MaxDeliveries => 5;

    public WorkerSettings Settings { get; private set; } = null!;

    public ChildProcess Broker { get; private set; } = null!;

    public ChildProcess Client { get; private set; } = null!;

    public ChildProcess[] Workers { get; } = new ChildProcess[2];

    /// <summary>Where the store lies; null where no disk can be mounted.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>What the processes said last, dead ones included.</summary>
    public string Said => string.Join("\n", all.Select(static p => $"--- process {p.Id}:\n{string.Join("\n", p.Lines.Where(static l => !l.StartsWith("         at", StringComparison.Ordinal)).TakeLast(40))}"));

    public static async Task<FaultWorld> StartAsync()
    {
        var folder = new TemporaryFolder();
        var world = new FaultWorld(folder, SmallDisk.Problem is null ? SmallDisk.Mount(folder["disk"]) : null);
        try
        {
            await world.StartProcessesAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a broker on the data and the port of the one before.</summary>
    public async Task StartBrokerAsync() => Broker = Keep(await StartBrokerAsync(new Uri(Settings.Connection.Split(';')[0].Split('=')[1]).Port));

    public async Task StartWorkerAsync(int index) => Workers[index] = Keep(await ChildProcess.StartAsync(Settings));

    public async Task StartClientAsync() =>
        Client = Keep(await ChildProcess.StartAsync(Settings with { Lanes = Lanes, FirstFlow = clients++ * FlowsOfAClient }));

    public async ValueTask DisposeAsync()
    {
        all.ForEach(static p => p.Dispose());
        Disk?.Dispose();
        folder.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task StartProcessesAsync()
    {
        Broker = Keep(await StartBrokerAsync(0));
        // The one for messages comes first.
        var connection = Broker.Lines.First(static l => l.StartsWith("Endpoint=", StringComparison.Ordinal));
        Settings = new(connection, Path.Combine(Disk?.Path ?? folder.Path, "tasks.db"), folder.Path)
        {
            MaxDeliveries = MaxDeliveries,
            OrderingKeys = true,
            TellsMessages = true,
            ReconcileInterval = TimeSpan.FromSeconds(1),
            OwedAge = 2 * Lock,
            DrainTime = TimeSpan.FromSeconds(0.5),
        };
        await Task.WhenAll(StartWorkerAsync(0), StartWorkerAsync(1));
        await StartClientAsync();
    }

    private Task<ChildProcess> StartBrokerAsync(int port)
    {
        string[] queues = [QueueNames.Default, "second"];
        var settings = string.Create(CultureInfo.InvariantCulture, $"lock={Lock.TotalSeconds}s,max-delivery=100");
        var start = new ProcessStartInfo(
            Command.Dotnet,
            [
                Path.Combine(AppContext.BaseDirectory, "TypedTasks.Cli.dll"), "emulator",
                "--port", $"{port}", "--http-port", "0", "--print-connection-string", "--data", folder["broker"],
                .. queues.SelectMany(q => new[] { "--queue", $"{q},{settings}", "--queue", $"{QueueNames.Ordered(q)},sessions,{settings}" }),
            ]);
        start.Environment[BrokerKey] = key;
        return ChildProcess.StartAsync(start, "Ctrl+C stops it.");
    }

    private ChildProcess Keep(ChildProcess child)
    {
        lock (all)
            all.Add(child);
        return child;
    }
}
