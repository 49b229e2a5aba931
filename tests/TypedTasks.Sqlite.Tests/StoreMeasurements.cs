using System.Diagnostics;
using System.Text;
using TypedTasks.Storage;
using Xunit.Abstractions;

namespace TypedTasks.Sqlite.Tests;

public sealed class StoreMeasurements(ITestOutputHelper output) : IDisposable
{
    private const int JoinSize = 100;
    private static readonly ReadOnlyMemory<byte> Json = Encoding.UTF8.GetBytes("\"a value of some forty characters, as they are\"");
    private readonly TemporaryFolder folder = new();

    [ByHandFact]
    public async Task Members_per_second()
    {
        await using var store = new SqliteTaskStore(new() { Path = folder["store.db"] });
        await store.OpenAsync(CancellationToken.None);
        await RunAsync(store, 8, 20_000, "warm");
        for (var round = 0; round < 3; round++)
        {
            foreach (var callers in new[] { 1, 8, 64 })
            {
                var allocated = GC.GetTotalAllocatedBytes();
                var processor = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                const int members = 40_000;
                await RunAsync(store, callers, members, $"r{round}-{callers}");
                var elapsed = watch.Elapsed;
                processor = Environment.CpuUsage.TotalTime - processor;
                allocated = GC.GetTotalAllocatedBytes() - allocated;
                output.WriteLine(
                    $"{callers,3} callers: {members / elapsed.TotalSeconds,9:N0} members/s, {processor.TotalMicroseconds / members,6:N1} us of processor and {allocated / members,5:N0} B per member");
            }
        }
    }

    [ByHandFact]
    public async Task Members_in_batches_of_64()
    {
        await using var store = new SqliteTaskStore(new() { Path = folder["store.db"] });
        await store.OpenAsync(CancellationToken.None);
        for (var round = 0; round < 4; round++)
        {
            const int members = 64_000;
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < members; i += 64)
                await store.ExecuteAsync([.. Enumerable.Range(i, 64).Select(n => Member($"b{round}", n))], CancellationToken.None);
            processor = Environment.CpuUsage.TotalTime - processor;
            output.WriteLine($"batches of 64: {members / watch.Elapsed.TotalSeconds,9:N0} members/s, {processor.TotalMicroseconds / members:N1} us of processor per member");
        }
    }

    [ByHandFact]
    public async Task Latency_while_three_stores_write_without_pause()
    {
        var stores = Enumerable.Range(0, 3).Select(_ => new SqliteTaskStore(new() { Path = folder["store.db"] })).ToArray();
        foreach (var store in stores)
            await store.OpenAsync(CancellationToken.None);
        await Task.WhenAll(stores.Select(s => RunAsync(s, 8, 5000, "warm")));
        var watch = Stopwatch.StartNew();
        var samples = await Task.WhenAll(stores.SelectMany((store, n) => Enumerable.Range(0, 8).Select(c => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; i < 5000; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await store.ExecuteAsync([Member($"{n}-{c}", i)], CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return own;
        }))));
        var all = samples.SelectMany(static s => s).Order().ToArray();
        output.WriteLine(
            $"3 stores, 8 callers each: {all.Length / watch.Elapsed.TotalSeconds:N0} members/s, p50 {all[all.Length / 2]:N2} ms, p99 {all[all.Length * 99 / 100]:N1} ms, largest {all[^1]:N1} ms");
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    private static async Task RunAsync(SqliteTaskStore store, int callers, int members, string name)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < members; i = Interlocked.Increment(ref next))
                await store.ExecuteAsync([Member(name, i)], CancellationToken.None);
        })));
    }

    private static RecordMember Member(string name, int i)
    {
        var flow = new FlowKey($"0197a3c5d8e07c31a5b6{name}-{i / JoinSize}", 0);
        return new(flow, "0.1", i % JoinSize, JoinSize, new(FlowValue.Inline(Json), null))
        {
            CreateOwed = p => p is { IsDecided: true } ? [new()
            {
                Id = $"{flow.FlowId}/0/1",
                Queue = "default",
                FlowId = flow.FlowId,
                Subject = "body",
                Step = "0.2",
                Body = Json,
            }] : [],
        };
    }
}
