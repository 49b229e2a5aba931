using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator;

namespace TypedTasks.Benchmarks;

/// <summary>
/// How long it takes after a fault until a task that is sent at that moment has run: the client and every consumed queue have to notice the
/// fault, connect, put tokens and open their links anew. The pause before the first attempt is part of it.
/// </summary>
internal static class Recoveries
{
    private const int Rounds = 50;

    public static async Task WriteAsync(TextWriter output)
    {
        var emulator = await StartAsync(0);
        await using var host = await BenchmarkHost.StartAsync(
            b => b.UseAmqp(emulator.ConnectionString).UseInMemoryStore(), least: LogLevel.Critical);
        var table = new Table("fault", "p50 ms", "p99 ms", "max ms");
        var number = 0;
        await MeasureAsync("none", () => Task.CompletedTask);
        await MeasureAsync("connections cut", () => Task.FromResult(emulator.Faults.DropConnections()));
        await MeasureAsync("connections closed by the broker", () => Task.FromResult(emulator.Faults.CloseConnections()));
        await MeasureAsync("links detached", () => Task.FromResult(emulator.Faults.DetachLinks(QueueNames.Default)));
        await MeasureAsync("broker restarted", async () =>
        {
            var port = emulator.Port;
            emulator.Faults.DropConnections();
            await emulator.DisposeAsync();
            emulator = await StartAsync(port);
        });
        output.WriteLine(FormattableString.Invariant($"From a fault until a task sent at that moment has run, {Rounds} times each:"));
        output.WriteLine();
        table.Write(output);
        await emulator.DisposeAsync();

        async Task MeasureAsync(string fault, Func<Task> act)
        {
            var latencies = new Latencies();
            for (var i = 0; i < Rounds; i++)
            {
                await RunOneAsync();
                await act();
                var start = Stopwatch.GetTimestamp();
                await RunOneAsync();
                latencies.Add(Stopwatch.GetElapsedTime(start));
            }

            table.Add(fault, Cell(latencies, 0.5), Cell(latencies, 0.99), Cell(latencies, 1));
        }

        async Task RunOneAsync()
        {
            var landed = Landing.Shared.ExpectAsync(++number);
            await host.Client.SendAsync(Load.Tasks.Land(number));
            await landed;
        }
    }

    private static string Cell(Latencies latencies, double share) =>
        (latencies.Percentile(share)!.Value / 1000).ToString("F1", CultureInfo.InvariantCulture);

    private static Task<ServiceBusEmulator> StartAsync(int port) => ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
    {
        Port = port,
        SharedAccessKey = "benchmark-key-of-no-worth",
        Queues = { new QueueOptions { Name = QueueNames.Default } },
    });
}
