using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace TypedTasks.Conformance.Tests;

/// <summary>
/// A broker with a data folder, a client that keeps flows running and two workers, each in a process of its own, on one SQLite file; or two clients and three workers on a PostgreSQL server.
/// </summary>
public sealed class FaultWorld : IAsyncDisposable
{
    private const int Lanes = 12;
    private const int FlowsOfAClient = 1_000_000;
    private const int FirstOfSecondClient = 100_000_000;
    private const string BrokerKey = "TYPEDTASKS_EMULATOR_KEY";

    private readonly List<ChildProcess> all = [];
    private readonly TemporaryFolder folder;
    private readonly string key = Guid.NewGuid().ToString("N");
    private int clients;

    private FaultWorld(TemporaryFolder folder, SmallDisk? disk, PostgresServer? server)
    {
        this.folder = folder;
        Disk = disk;
        Server = server;
        Workers = new ChildProcess[server is null ? 2 : 3];
    }

    /// <summary>How long a message is locked.</summary>
    public static TimeSpan Lock { get; } = TimeSpan.FromSeconds(4);

    /// <summary>How often a message may be delivered before its step has failed.</summary>
    public static int MaxDeliveries => 5;

    public WorkerSettings Settings { get; private set; } = null!;

    public ChildProcess Broker { get; private set; } = null!;

    public ChildProcess Client { get; private set; } = null!;

    public ChildProcess[] Workers { get; }

    /// <summary>The server of the store; null where that is a file.</summary>
    public PostgresServer? Server { get; }

    /// <summary>Where the store lies; null where no disk can be mounted.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>What the processes said last, dead ones included.</summary>
    public string Said => string.Join("\n", all.Select(static p => $"--- process {p.Id}:\n{string.Join("\n", p.Lines.Where(static l => !l.StartsWith("         at", StringComparison.Ordinal)).TakeLast(40))}"));

    public static async Task<FaultWorld> StartAsync()
    {
        var folder = new TemporaryFolder();
        return await StartAsync(new(folder, SmallDisk.Problem is null ? SmallDisk.Mount(folder["disk"]) : null, null));
    }

    /// <summary>Starts it on a server of its own, which promises only what is on its disk.</summary>
    public static async Task<FaultWorld> StartOnServerAsync() =>
        await StartAsync(new(new(), null, await PostgresServer.StartAsync(("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"))));

    private static async Task<FaultWorld> StartAsync(FaultWorld world)
    {
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

    /// <summary>Holds all processes of the server.</summary>
    public async Task FreezeServerAsync(TimeSpan duration)
    {
        var processes = Server!.ProcessIds;
        foreach (var id in processes)
            Signal.Freeze(id);
        try
        {
            await Task.Delay(duration);
        }
        finally
        {
            foreach (var id in processes)
                Signal.Thaw(id);
        }
    }

    /// <summary>Runs a statement on the server, as an administrator would.</summary>
    public async Task AskServerAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Server!.ConnectionString);
#pragma warning disable CA2100 // Statements of these tests.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Starts a broker on the data and the port of the one before.</summary>
    public async Task StartBrokerAsync() => Broker = Keep(await StartBrokerAsync(new Uri(Settings.Connection.Split(';')[0].Split('=')[1]).Port));

    public Task StartWorkersAsync() => Task.WhenAll(Enumerable.Range(0, Workers.Length).Select(StartWorkerAsync));

    public async Task StartWorkerAsync(int index) => Workers[index] = Keep(await ChildProcess.StartAsync(Settings));

    public async Task StartClientAsync() =>
        Client = Keep(await ChildProcess.StartAsync(Settings with { Lanes = Server is null ? Lanes : Lanes / 2, FirstFlow = clients++ * FlowsOfAClient }));

    public async ValueTask DisposeAsync()
    {
        all.ForEach(static p => p.Dispose());
        Disk?.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
        folder.Dispose();
    }

    private async Task StartProcessesAsync()
    {
        Broker = Keep(await StartBrokerAsync(0));
        // The one for messages comes first.
        var connection = Broker.Lines.First(static l => l.StartsWith("Endpoint=", StringComparison.Ordinal));
        Settings = new(connection, Server?.ConnectionString ?? Path.Combine(Disk?.Path ?? folder.Path, "tasks.db"), folder.Path)
        {
            MaxDeliveries = MaxDeliveries,
            OrderingKeys = true,
            TellsMessages = true,
            ReconcileInterval = TimeSpan.FromSeconds(1),
            OwedAge = 2 * Lock,
            DrainTime = TimeSpan.FromSeconds(0.5),
        };
        await StartWorkersAsync();
        await StartClientAsync();
        if (Server is not null)
            Keep(await ChildProcess.StartAsync(Settings with { Lanes = Lanes / 2, FirstFlow = FirstOfSecondClient }));
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
