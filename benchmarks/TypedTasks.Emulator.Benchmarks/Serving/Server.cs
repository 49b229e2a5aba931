using System.Globalization;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>The process of a server: it serves until its input ends, and tells on request what it has used.</summary>
internal static class Server
{
    public const string Argument = "serve";
    public const string Settle = "settle";
    public const string Queue = "q";

    /// <summary>Serves as told: the kind, how many queues there are, and where the journal is.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var kind = Enum.Parse<ServerKind>(arguments[0]);
        if (kind == ServerKind.Floor)
        {
            using var floor = new FloorServer();
            await AnswerAsync(floor.ConnectionString);
            return;
        }

        var options = new ServiceBusEmulatorOptions
        {
            DataFolder = kind == ServerKind.Memory ? null : arguments[2],
            SyncToDisk = kind == ServerKind.Synced,
        };
        var queues = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        for (var i = 0; i < queues; i++)
            options.Queues.Add(new QueueOptions { Name = i == 0 ? Queue : $"{Queue}{i}", MaxSizeInBytes = 100L << 30 });
        await using var emulator = await ServiceBusEmulator.StartAsync(options);
        await AnswerAsync(emulator.ConnectionString);
    }

    private static async Task AnswerAsync(string connectionString)
    {
        await Console.Out.WriteLineAsync(connectionString);
        while (await Console.In.ReadLineAsync() is { } request)
        {
            if (request == Settle)
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await Console.Out.WriteLineAsync(ServerUsage.Read().ToString());
        }
    }
}
