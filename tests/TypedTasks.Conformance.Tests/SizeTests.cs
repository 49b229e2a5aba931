using System.Diagnostics;
using Xunit.Abstractions;
using static TypedTasks.Conformance.Worker.Sizes.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Large fan-outs over the emulator and SQLite: right, in order, and within bounds of memory.</summary>
public sealed class SizeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Members = 10_000;
    private const long MostMemory = 300L << 20;

    private WorkerFarm farm = null!;
    private ChildProcess worker = null!;

    public async Task InitializeAsync()
    {
        farm = await WorkerFarm.StartAsync(TimeSpan.FromMinutes(1));
        worker = await farm.AddWorkerAsync();
    }

    public async Task DisposeAsync() => await farm.DisposeAsync();

    [Fact]
    public async Task A_group_of_10_000_with_a_body() =>
        await MeasureAsync("group of 10,000 with a body", Group.Of(Enumerable.Range(0, Members).Select(Number)) | InOrder(), Members);

    [Fact]
    public async Task Each_over_10_000() =>
        await MeasureAsync("each over 10,000 with a body", Range(Members) | Add(right: 0).Each() | InOrder(), Members);

    [Fact]
    public async Task Each_over_10_000_in_chunks() =>
        await MeasureAsync("each over 10,000 in chunks of 50, 8 at once", Range(Members) | Add(right: 0).Each(chunkSize: 50, maxParallelism: 8) | InOrder(), Members);

    [Fact]
    public async Task Three_levels_of_20() =>
        await MeasureAsync(
            "20 x 20 x 20 groups",
            Group.Of(Numbers(20).Select(i => Group.Of(Numbers(20).Select(j => Group.Of(Numbers(20).Select(k => Number((400 * i) + (20 * j) + k))) | InOrderFrom(start: (400 * i) + (20 * j)))) | Total())) | Total(),
            8000);

    [Fact]
    public async Task Three_levels_of_each_over_20() =>
        await MeasureAsync(
            "20 x 20 x 20 each",
            Twenty(0) | (Twenty() | (Twenty() | Add(right: 0).Each() | InOrderFrom(start: 0)).Each() | Total()).Each() | Total(),
            8000);

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private async Task MeasureAsync<T>(string name, ISignature<T> flow, T expected)
    {
        var clock = Stopwatch.StartNew();
        var handle = await farm.Host.Client.EnqueueAsync(flow);
        var enqueued = clock.Elapsed;
        Assert.Equal(expected, await handle.WaitAsync(Deadline.Long));
        var peak = worker.PeakMemory();
        output.WriteLine($"| {name} | {enqueued.TotalSeconds:F1} s | {clock.Elapsed.TotalSeconds:F1} s | {peak >> 20} MB |");
        Assert.InRange(peak, 1, MostMemory);
    }
}
