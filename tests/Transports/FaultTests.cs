using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class FaultTests
{
    private static ITransport Through(CuttingProxy proxy, TestBroker broker) => broker.NewTransport(o =>
        o.ConnectionString = o.ConnectionString!.Replace($":{broker.Emulator.Port};", $":{proxy.Port};", StringComparison.Ordinal));

    [Fact]
    public async Task Connections_cut_at_random_lose_nothing_and_send_nothing_twice()
    {
        const int cuts = 12;
        const int steps = 6;
        await using var broker = await TestBroker.StartAsync(
            new() { Name = "work", LockDuration = TimeSpan.FromSeconds(5), MaxDeliveryCount = 1000 },
            new() { Name = "done", LockDuration = TimeSpan.FromSeconds(5) });
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        var receiver = await transport.OpenReceiverAsync("work", new(16, 16), default);
        using var stop = new CancellationTokenSource();
        var cutting = CutAsync(proxy, stop.Token);
        var workers = Enumerable.Range(0, 16).Select(_ => Task.Run(() => WorkAsync(receiver, steps))).ToArray();
        var flows = 0;
        for (; proxy.Cuts < cuts; flows += 10)
        {
            // Sending is quicker than sixteen workers are: the test would wait for them.
            await WaitAsync(() => flows - broker.Emulator.GetCounts("done").Active < 500);
            await transport.SendAsync([.. Enumerable.Range(flows, 10).Select(f => TestBroker.NewMessage($"f{f}.0"))], default);
        }

        await WaitAsync(() => broker.Emulator.GetCounts("done").Active >= flows);
        await WaitAsync(() => broker.Emulator.GetCounts("work").Active == 0);
        await stop.CancelAsync();
        await cutting;
        await receiver.StopAsync(default);
        await Task.WhenAll(workers);
        await receiver.DisposeAsync();

        Assert.Equal(new QueueCounts(flows, 0, 0, 0, 0), broker.Emulator.GetCounts("done"));
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 0), broker.Emulator.GetCounts("work"));
    }

    [Fact]
    public async Task A_message_taken_before_the_connection_was_lost_is_settled_over_the_next_one()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        await using var receiver = await transport.OpenReceiverAsync("work", new(8, 0), default);
        await transport.SendAsync([.. Enumerable.Range(0, 3).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        var first = await receiver.NextAsync();
        var second = await receiver.NextAsync();
        var third = await receiver.NextAsync();

        proxy.Cut();

        await first.CompleteAsync([]);
        await second.DeadLetterAsync("Broken", "It cannot be run.");
        await third.AbandonAsync();
        Assert.Equal(1, (await receiver.NextAsync()).DeliveryCount);
        var letter = Assert.Single((await transport.PeekDeadLettersAsync("work", null, default)).Messages);
        Assert.Equal(("m1", "Broken", "It cannot be run."), (letter.Message.Id, letter.Reason, letter.Description));
        Assert.Equal(1, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task A_slot_that_was_taken_when_the_connection_was_lost_is_used_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var held = await receiver.NextAsync();
        proxy.Cut();
        await transport.SendAsync([TestBroker.NewMessage("b")], default);
        await receiver.AssertNothingAsync();
        await held.CompleteAsync([]);
        Assert.Equal("b", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task Locks_are_renewed_across_a_lost_connection()
    {
        await using var broker = await TestBroker.StartAsync(new QueueOptions { Name = "work", LockDuration = TimeSpan.FromSeconds(3) });
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        await using var receiver = await transport.OpenReceiverAsync("work", new(8, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        proxy.Cut();
        await Task.Delay(TimeSpan.FromSeconds(7));
        Assert.False(delivery.LockLost.IsCancellationRequested);
        await delivery.CompleteAsync([]);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task What_waited_when_the_connection_was_lost_comes_again_soon()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var transport = Through(proxy, broker);
        await using var receiver = await transport.OpenReceiverAsync("work", new(8, 8), default);
        await transport.SendAsync([.. Enumerable.Range(0, 8).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        await (await receiver.NextAsync()).CompleteAsync([]);
        proxy.Cut();
        for (var i = 0; i < 7; i++)
            await (await receiver.NextAsync()).CompleteAsync([]);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }

    private static async Task WorkAsync(IReceiver receiver, int steps)
    {
        while (await receiver.ReceiveAsync(default) is { } delivery)
        {
            var parts = delivery.Message.Id.Split('.');
            var step = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            var next = step < steps
                ? TestBroker.NewMessage($"{parts[0]}.{step + 1}")
                : TestBroker.NewMessage(parts[0], "done");
            try
            {
                await delivery.CompleteAsync([next]);
            }
            catch (TransportException)
            {
                // It comes again.
                continue;
            }
        }
    }

    private static async Task CutAsync(CuttingProxy proxy, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Random.Shared.Next(150, 500), stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            proxy.Cut();
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!condition())
            await Task.Delay(50, limit.Token);
    }
}
