using TypedTasks.Emulator;

namespace TypedTasks.Benchmarks;

/// <summary>The emulator's process: it serves until its input ends, and tells on request what it has used.</summary>
internal static class EmulatorServer
{
    public const string Argument = "serve-emulator";
    public const string Settle = "settle";
    public const string FloorQueue = "floor";
    public const string HandOffQueue = "hand-off-floor";

    public static async Task RunAsync()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues =
            {
                new QueueOptions { Name = QueueNames.Default },
                new QueueOptions { Name = FloorQueue },
                new QueueOptions { Name = HandOffQueue },
            },
        });
        await Console.Out.WriteLineAsync(emulator.ConnectionString);
        while (await Console.In.ReadLineAsync() is { } request)
        {
            if (request == Settle)
                ProcessUsage.Settle();
            await Console.Out.WriteLineAsync(ProcessUsage.Read().ToString());
        }
    }
}
