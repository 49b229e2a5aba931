using System.Diagnostics;
using System.Globalization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using Xunit.Abstractions;

namespace TypedTasks.Testing.Tests;

public sealed class InMemoryMeasurements(ITestOutputHelper output)
{
    private const int Messages = 200_000;
    private static readonly byte[] Body = "{}"u8.ToArray();

    [ByHandFact]
    public async Task Send_receive_complete()
    {
        for (var round = 0; round < 5; round++)
        {
            foreach (var receivers in new[] { 1, 4 })
            {
                await using var transport = new InMemoryTransport();
                await using var receiver = await transport.OpenReceiverAsync("q", new(receivers, 0), CancellationToken.None);
                var allocated = GC.GetTotalAllocatedBytes();
                var processor = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                var left = Messages;
                var received = Enumerable.Range(0, receivers).Select(_ => Task.Run(async () =>
                {
                    while (await receiver.ReceiveAsync(CancellationToken.None) is { } delivery)
                    {
                        await delivery.CompleteAsync([]);
                        if (Interlocked.Decrement(ref left) == 0)
                            await receiver.StopAsync(CancellationToken.None);
                    }
                })).ToArray();
                for (var i = 0; i < Messages; i++)
                    await transport.SendAsync([Message(i)], CancellationToken.None);
                await Task.WhenAll(received);
                Report($"send, receive, complete with {receivers} receiving", watch, processor, allocated);
            }
        }
    }

    [ByHandFact]
    public async Task Hand_off()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var transport = new InMemoryTransport();
            await using var receiver = await transport.OpenReceiverAsync("q", new(1, 0), CancellationToken.None);
            await transport.SendAsync([Message(0)], CancellationToken.None);
            var allocated = GC.GetTotalAllocatedBytes();
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            for (var i = 1; i <= Messages; i++)
            {
                var delivery = await receiver.ReceiveAsync(CancellationToken.None);
                await delivery!.CompleteAsync([Message(i)]);
            }

            Report("receive, complete with a send", watch, processor, allocated);
        }
    }

    [ByHandFact]
    public async Task Store_members()
    {
        var flow = new FlowKey("0197a3c5d8e07c31a5b6", 0);
        for (var round = 0; round < 5; round++)
        {
            await using var store = new InMemoryTaskStore();
            var allocated = GC.GetTotalAllocatedBytes();
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Messages; i++)
            {
                var join = (i / 100).ToString(CultureInfo.InvariantCulture);
                await store.ExecuteAsync([new RecordMember(flow, join, i % 100, 100, new(FlowValue.Inline(Body), null))], CancellationToken.None);
            }

            Report("a member", watch, processor, allocated);
        }
    }

    private static TaskMessage Message(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"0197a3c5d8e07c31a5b6/0.1/{i}"),
        Queue = "q",
        FlowId = "0197a3c5d8e07c31a5b6",
        Subject = "no.op",
        Step = "0.1",
        Body = Body,
    };

    private void Report(string what, Stopwatch watch, TimeSpan processor, long allocated) => output.WriteLine(
        $"{what}: {watch.Elapsed.TotalMicroseconds / Messages:N2} us elapsed, {(Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Messages:N2} us of processor, {(GC.GetTotalAllocatedBytes() - allocated) / Messages:N0} B each");
}
