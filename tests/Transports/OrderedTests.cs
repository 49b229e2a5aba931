using System.Collections.Concurrent;
using System.Globalization;
using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

/// <summary>Ordering keys are sessions of the broker, each held by one receiver at a time.</summary>
public sealed class OrderedTests
{
    private static readonly ReceiverOptions Ordered = new(4, 0) { Ordered = true };

    [Fact]
    public async Task The_lock_of_a_session_is_renewed_while_its_message_is_held()
    {
        await using var broker = await StartAsync(TimeSpan.FromSeconds(2));
        var transport = broker.NewTransport();
        await transport.SendAsync([Message("1", "a"), Message("2", "a")], default);
        await using var receiver = await transport.OpenReceiverAsync("work", Ordered, default);
        var held = await receiver.NextAsync();
        await using (var other = await broker.NewTransport().OpenReceiverAsync("work", Ordered, default))
        {
            // Two locks and a half, of which none is lost and nobody else gets anything.
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await other.ReceiveAsync(enough.Token));
        }

        Assert.False(held.LockLost.IsCancellationRequested);
        await held.CompleteAsync([]);
        var next = await receiver.NextAsync();
        Assert.Equal(("2", 0), (next.Message.Id, next.DeliveryCount));
        await next.CompleteAsync([]);
    }

    [Fact]
    public async Task A_stopped_receiver_lets_go_of_its_keys_uncounted()
    {
        await using var broker = await StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([Message("1", "a"), Message("2", "a"), Message("3", "b")], default);
        await using var first = await transport.OpenReceiverAsync("work", new(1, 0) { Ordered = true }, default);
        var held = await first.NextAsync();
        await first.StopAsync(default);
        await held.CompleteAsync([]);

        await using var second = await transport.OpenReceiverAsync("work", Ordered, default);
        var (one, two) = (await second.NextAsync(), await second.NextAsync());
        Assert.Equal(["2", "3"], new[] { one.Message.Id, two.Message.Id }.Order());
        Assert.Equal((0, 0), (one.DeliveryCount, two.DeliveryCount));
        await one.CompleteAsync([]);
        await two.CompleteAsync([]);
    }

    [Theory]
    [InlineData("com.microsoft:session-lock-lost")]
    [InlineData("amqp:link:detach-forced")]
    public async Task A_lost_session_is_told_to_whoever_holds_its_message(string condition)
    {
        await using var broker = await StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([Message("1", "a"), Message("2", "a")], default);
        await using var receiver = await transport.OpenReceiverAsync("work", Ordered, default);
        var held = await receiver.NextAsync();
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = held.LockLost.UnsafeRegister(_ => lost.SetResult(), null);
        broker.Emulator.Faults.DetachLinks("work", condition);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        await Assert.ThrowsAsync<LockLostException>(async () => await held.CompleteAsync([TestBroker.NewMessage("x")]));
        await CompleteAsync(receiver, "1");
        await CompleteAsync(receiver, "2");
    }

    [Fact]
    public async Task Deliveries_that_end_with_their_connection_count()
    {
        await using var broker = await StartAsync();
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        await transport.SendAsync([Message("1", "a"), Message("2", "a")], default);
        await using var receiver = await transport.OpenReceiverAsync("work", Ordered, default);
        for (var count = 0; count < 4; count++)
        {
            var held = await receiver.NextAsync();
            Assert.Equal(("1", count), (held.Message.Id, held.DeliveryCount));
            proxy.Cut();
        }

        var poison = await receiver.NextAsync();
        Assert.Equal(("1", 4), (poison.Message.Id, poison.DeliveryCount));
        await poison.DeadLetterAsync("Poison", "Nobody survives it.");
        var next = await receiver.NextAsync();
        Assert.Equal(("2", 0), (next.Message.Id, next.DeliveryCount));
        await next.CompleteAsync([]);
    }

    [Fact]
    public async Task Every_line_keeps_its_order_while_connections_are_cut()
    {
        const int keys = 50;
        const int length = 20;
        await using var broker = await StartAsync(TimeSpan.FromSeconds(5));
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var (one, two) = (Through(proxy, broker), Through(proxy, broker));
        for (var i = 0; i < length; i++)
            await one.SendAsync([.. Enumerable.Range(0, keys).Select(k => Message($"{k}-{i}", $"key-{k}"))], default);

        var runs = Enumerable.Range(0, keys).Select(static _ => new ConcurrentQueue<int>()).ToArray();
        IReceiver[] receivers = [await one.OpenReceiverAsync("work", new(8, 0) { Ordered = true }, default), await two.OpenReceiverAsync("work", new(8, 0) { Ordered = true }, default)];
        var done = new ConcurrentDictionary<string, bool>();
        var slots = receivers.SelectMany(static r => Enumerable.Repeat(r, 8)).Select(receiver => Task.Run(async () =>
        {
            while (await receiver.ReceiveAsync(default) is { } delivery)
            {
                var parts = delivery.Message.Id.Split('-').Select(static p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
                runs[parts[0]].Enqueue(parts[1]);
                try
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                    await delivery.CompleteAsync([]);
                    done[delivery.Message.Id] = true;
                    if (done.Count % 100 == 0)
                        proxy.Cut();
                }
                catch (TransportException)
                {
                    // It comes again, before everything behind it.
                    continue;
                }
            }
        })).ToArray();
        for (var patience = 0; broker.Emulator.GetCounts("work").Active > 0; patience++)
        {
            Assert.True(patience < 600, $"{broker.Emulator.GetCounts("work")} after a minute.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        foreach (var receiver in receivers)
            await receiver.StopAsync(default);
        await Task.WhenAll(slots);
        foreach (var receiver in receivers)
            await receiver.DisposeAsync();
        Assert.True(proxy.Cuts > 0);
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 0), broker.Emulator.GetCounts("work"));

        // A run may be repeated where it was cut off; nothing comes before its turn.
        foreach (var run in runs)
            Assert.Equal(Enumerable.Range(0, length), run.Distinct());
    }

    [Fact]
    public async Task A_missing_ordered_queue_is_made_with_sessions()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o =>
        {
            o.AdministrationConnectionString = broker.Emulator.AdministrationConnectionString;
            o.EnsureTopology = true;
        });
        await using var receiver = await transport.OpenReceiverAsync("work-ordered", Ordered, default);
        await transport.SendAsync([Message("1", "a", "work-ordered")], default);
        await CompleteAsync(receiver, "1");
        await Assert.ThrowsAnyAsync<TransportException>(
            async () => await transport.OpenReceiverAsync("work-ordered", new(1, 0), default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_queue_without_sessions_is_refused_in_words(bool checks)
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o => o.AdministrationConnectionString = checks ? broker.Emulator.AdministrationConnectionString : null);
        var e = await Assert.ThrowsAnyAsync<TransportException>(async () => await transport.OpenReceiverAsync("work", Ordered, default));
        Assert.False(e.IsTransient);
        Assert.Contains("was made without sessions, which steps with an ordering key need.", e.Message, StringComparison.Ordinal);
    }

    private static async Task CompleteAsync(IReceiver receiver, string id)
    {
        var delivery = await receiver.NextAsync();
        Assert.Equal(id, delivery.Message.Id);
        await delivery.CompleteAsync([]);
    }

    private static ITransport Through(CuttingProxy proxy, TestBroker broker) => broker.NewTransport(o =>
        o.ConnectionString = broker.Emulator.ConnectionString.Replace($":{broker.Emulator.Port};", $":{proxy.Port};", StringComparison.Ordinal));

    private static Task<TestBroker> StartAsync(TimeSpan? lockDuration = null) => TestBroker.StartAsync(
        new QueueOptions { Name = "work", RequiresSession = true, LockDuration = lockDuration ?? TimeSpan.FromMinutes(1) });

    private static TaskMessage Message(string id, string key, string queue = "work") => new()
    {
        Id = id,
        Queue = queue,
        FlowId = "flow",
        Subject = "photos.resize",
        Step = "0",
        OrderingKey = key,
        Body = "{}"u8.ToArray(),
    };
}
