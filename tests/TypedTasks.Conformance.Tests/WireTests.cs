using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Emulator;
using Xunit.Abstractions;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>What flows cost on the wire, counted between worker and broker.</summary>
public sealed class WireTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceBusEmulator emulator = null!;
    private WireTap tap = null!;
    private RunningHost host = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Queues = { new QueueOptions { Name = QueueNames.Default }, new QueueOptions { Name = "second" } },
        });
        tap = new WireTap(emulator.Port);
        var connection = emulator.ConnectionString.Replace(
            emulator.Port.ToString(CultureInfo.InvariantCulture), tap.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        host = await RunningHost.StartAsync(b => b.UseChosenTransport(connection).UseSqlite(folder["tasks.db"]).AddCatalogueSchedule());
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await tap.DisposeAsync();
        await emulator.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_chain_is_one_message_per_step(int steps) =>
        Assert.Equal(steps, (await MeasureAsync($"chain of {steps}", steps, ChainOf(steps), steps - 1)).Messages);

    [Fact]
    public async Task A_step_of_a_long_chain_weighs_no_more_than_one_of_a_short_chain()
    {
        var a = await MeasureAsync("chain of 100", 100, ChainOf(100), 99);
        var b = await MeasureAsync("chain of 1,000", 1000, ChainOf(1000), 999);
        Assert.Equal(1000, b.Messages);
        Assert.True(b.MessageBytes / 1000.0 <= 1.05 * a.MessageBytes / 100.0, $"{b.MessageBytes / 1000.0:F1} bytes per step after {a.MessageBytes / 100.0:F1}.");
    }

    [Fact]
    public async Task Chords_after_one_another_grow_linearly()
    {
        var counts = new List<WireCount>();
        for (var times = 1; times <= 6; times++)
        {
            ISignature<int> flow = Number(1);
            for (var i = 0; i < times; i++)
                flow = flow | Group.Of(Enumerable.Range(0, 5).Select(static _ => Add(right: 1))) | Total();
            counts.Add(await MeasureAsync($"a | group(5) | t, {times} times", 1 + (6 * times), flow, Enumerable.Range(0, times).Aggregate(1, static (v, _) => 5 * (v + 1))));
        }

        // While the plan rides inline, in at most 512 bytes, a message is heavier than later on; then each time weighs the same.
        Assert.All(counts.Index(), static c => Assert.Equal(1 + (6 * (c.Index + 1)), c.Item.Messages));
        var growth = counts.Skip(1).Zip(counts.Skip(2), static (one, next) => next.MessageBytes - one.MessageBytes).ToArray();
        output.WriteLine($"each time more: {string.Join(", ", growth)} bytes");
        Assert.InRange(growth.Max(), 0, 1.05 * growth.Min());
        Assert.InRange(counts[0].MessageBytes, 0, (counts[1].MessageBytes / counts[1].Messages + 512) * counts[0].Messages);
    }

    [Fact]
    public async Task No_message_of_the_catalogue_exceeds_64_KB()
    {
        var run = host.Run(Deadline.Long);
        await Parallel.ForEachAsync(FlowCatalog.All, async (flow, _) => Assert.Equal(flow.Expected, await flow.Run(run)));
        output.WriteLine($"the catalogue: {FlowCatalog.All.Count} flows, {tap.Count}");
        Assert.InRange(tap.Count.Largest, 1, 64 * 1024);
    }

    private static ISignature<int> ChainOf(int steps) =>
        Enumerable.Range(1, steps - 1).Aggregate((ISignature<int>)Number(0), static (flow, _) => flow | Add(right: 1));

    private async Task<WireCount> MeasureAsync<T>(string name, int steps, ISignature<T> flow, T expected)
    {
        var before = tap.Count;
        var handle = await host.Client.EnqueueAsync(flow);
        Assert.Equal(expected, await handle.WaitAsync(Deadline.Token));
        var passed = tap.Count - before;
        output.WriteLine(
            $"| {name} | {steps} | {passed.Messages} | {passed.MessageBytes} | {passed.MessageBytes / (double)steps:F1} | {passed.AllBytes / (double)steps:F0} | {passed.Largest} |");
        return passed;
    }
}
