using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class LockTests
{
    private static readonly QueueOptions ShortLock = new() { Name = "work", LockDuration = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Locks_are_renewed_for_as_long_as_steps_run()
    {
        await using var broker = await TestBroker.StartAsync(ShortLock);
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(40, 0), default);
        await transport.SendAsync([.. Enumerable.Range(0, 40).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        var held = new List<IDelivery>();
        for (var i = 0; i < 40; i++)
            held.Add(await receiver.NextAsync());

        await Task.Delay(TimeSpan.FromSeconds(6.5));

        Assert.All(held, d => Assert.False(d.LockLost.IsCancellationRequested));
        await Task.WhenAll(held.Take(20).Select(d => d.CompleteAsync([]).AsTask()));
        await Task.WhenAll(held.Skip(20).Select(d => d.CompleteAsync([TestBroker.NewMessage("n" + d.Message.Id)]).AsTask()));
        Assert.Equal(20, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task With_a_lost_lock_nothing_is_sent_and_only_that_one_fails()
    {
        await using var broker = await TestBroker.StartAsync(ShortLock);
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(8, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a"), TestBroker.NewMessage("b"), TestBroker.NewMessage("c")], default);
        var a = await receiver.NextAsync();
        var b = await receiver.NextAsync();
        var c = await receiver.NextAsync();
        TransportUnderTest.StopRenewing(receiver, a);
        TransportUnderTest.StopRenewing(receiver, b);
        await Task.Delay(TimeSpan.FromSeconds(2.6));

        var failing = a.CompleteAsync([TestBroker.NewMessage("next-a")]).AsTask();
        var completing = c.CompleteAsync([TestBroker.NewMessage("next-c")]).AsTask();
        await Assert.ThrowsAsync<LockLostException>(() => failing);
        await completing;
        await Assert.ThrowsAsync<LockLostException>(async () => await b.CompleteAsync([]));

        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
            ids.Add((await receiver.NextAsync()).Message.Id);
        Assert.Equal(["a", "b", "next-c"], ids.Order());
    }

    [Fact]
    public async Task A_step_hears_that_its_lock_was_lost()
    {
        await using var broker = await TestBroker.StartAsync(ShortLock);
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = delivery.LockLost.Register(lost.SetResult);
        await broker.Emulator.DisposeAsync();
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<LockLostException>(async () => await delivery.CompleteAsync([]));
    }
}
