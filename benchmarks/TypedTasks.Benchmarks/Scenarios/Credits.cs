using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;

namespace TypedTasks.Benchmarks;

/// <summary>What a unit of work uses of a namespace, counted by the emulator as it models the Standard tier: credits, which its throttling is made of, and operations, which are billed.</summary>
internal static class Credits
{
    public static async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync("| transport | unit | sent | received | settled | credits | operations |\n|---|---|--:|--:|--:|--:|--:|");
        foreach (var isOfficial in (bool[])[true, false])
        {
            foreach (var scenario in (Scenario[])[new NoOps(2_000), new Chains(200, 10), new Chords(20, 100)])
                await output.WriteLineAsync(await RowAsync(isOfficial, scenario));
        }
    }

    private static async Task<string> RowAsync(bool isOfficial, Scenario scenario)
    {
        // Without a tier nothing is refused, and the same is counted.
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions { Queues = { new QueueOptions { Name = QueueNames.Default } } });
        var folder = Directory.CreateTempSubdirectory("typedtasks-").FullName;
        EmulatorUsage before;
        await using (var host = await BenchmarkHost.StartAsync(b =>
            (isOfficial ? b.UseServiceBus(emulator.ConnectionString) : b.UseAmqp(emulator.ConnectionString)).UseSqlite(Path.Combine(folder, "tasks.db"))))
        {
            await scenario.RunAsync(host.Client, new());
            before = emulator.GetUsage();
            await scenario.RunAsync(host.Client, new());
        }

        // The host has stopped: everything is settled.
        var after = emulator.GetUsage();
        Directory.Delete(folder, recursive: true);
        return string.Create(CultureInfo.InvariantCulture, $"| {(isOfficial ? "official" : "lean")} | {scenario.Unit} | {Of(u => u.MessagesSent):0.00} | {Of(u => u.MessagesReceived):0.00} | {Of(u => u.Settlements):0.00} | {Of(u => u.Credits):0.00} | {Of(u => u.Operations):0.00} |");

        double Of(Func<EmulatorUsage, long> figure) => (figure(after) - figure(before)) / (double)scenario.Units;
    }
}
