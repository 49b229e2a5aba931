using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class HandOffTests
{
    [Fact]
    public async Task What_is_handed_off_appears_when_the_step_is_complete()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        await delivery.CompleteAsync([TestBroker.NewMessage("b"), TestBroker.NewMessage("c")]);

        var ids = new[] { (await receiver.NextAsync()).Message.Id, (await receiver.NextAsync()).Message.Id };
        Assert.Equal(["b", "c"], ids.Order());
        await receiver.AssertNothingAsync();
    }

    [Fact]
    public async Task A_hand_off_to_another_queue_goes_by_way_of_the_consumed_one()
    {
        await using var broker = await TestBroker.StartAsync(new() { Name = "work" }, new() { Name = "other" });
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await using var other = await transport.OpenReceiverAsync("other", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        await delivery.CompleteAsync([TestBroker.NewMessage("b", "other"), TestBroker.NewMessage("c")]);
        Assert.Equal("b", (await other.NextAsync()).Message.Id);
        Assert.Equal("c", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task Without_transactions_it_is_sent_and_then_completed()
    {
        await using var broker = await TestBroker.StartAsync(new() { Name = "work" }, new() { Name = "other" });
        var transport = broker.NewTransport(o => o.UseTransactions = false);
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a"), TestBroker.NewMessage("z")], default);
        await (await receiver.NextAsync()).CompleteAsync([TestBroker.NewMessage("b", "other"), TestBroker.NewMessage("c", "other")]);
        Assert.Equal((1, 2), (broker.Emulator.GetCounts("work").Active, broker.Emulator.GetCounts("other").Active));
        var last = await receiver.NextAsync();
        var e = await Assert.ThrowsAsync<TransportException>(async () => await last.CompleteAsync([TestBroker.NewMessage("d", "absent")]));
        Assert.Contains("Queue 'absent' does not exist", e.Message, StringComparison.Ordinal);
        Assert.Equal("z", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task A_retry_is_scheduled_within_the_transaction()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await (await receiver.NextAsync()).CompleteAsync(
            [TestBroker.NewMessage("a2", notBefore: DateTimeOffset.UtcNow.AddHours(1))]);
        var counts = broker.Emulator.GetCounts("work");
        Assert.Equal((0, 1), (counts.Active, counts.Scheduled));
    }

    [Fact]
    public async Task Many_hand_offs_at_once_all_take_effect()
    {
        await using var broker = await TestBroker.StartAsync(new() { Name = "work" }, new() { Name = "other" });
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(300, 0), default);
        const int count = 300;
        await transport.SendAsync([.. Enumerable.Range(0, count).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        var deliveries = new List<IDelivery>();
        for (var i = 0; i < count; i++)
            deliveries.Add(await receiver.NextAsync());
        await Task.WhenAll(deliveries.Select(d =>
            d.CompleteAsync([TestBroker.NewMessage("next-" + d.Message.Id, "other")]).AsTask()));
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
        Assert.Equal(count, broker.Emulator.GetCounts("other").Active);
    }

    [Fact]
    public async Task A_hand_off_of_ninety_nine_messages_fits_and_more_is_refused()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        TaskMessage[] Batch(int size) => [.. Enumerable.Range(0, size).Select(i => TestBroker.NewMessage($"m{i}"))];
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await delivery.CompleteAsync(Batch(100)));
        await delivery.CompleteAsync(Batch(99));
        Assert.Equal("m0", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task One_message_too_many_bytes_fails_alone()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o => o.MaxTransactionsInFlight = 1);
        await using var receiver = await transport.OpenReceiverAsync("work", new(9, 0), default);
        await transport.SendAsync([.. Enumerable.Range(0, 9).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        var held = new List<IDelivery>();
        for (var i = 0; i < 9; i++)
            held.Add(await receiver.NextAsync());

        // The first occupies the one transaction, so that the others share the next.
        var body = '"' + new string('x', 2_000_000) + '"';
        var settling = held.Select((d, i) => d.CompleteAsync([TestBroker.NewMessage($"n{i}", body: i == 4 ? body : "1")]).AsTask()).ToArray();
        var e = await Assert.ThrowsAsync<MessageTooLargeException>(() => settling[4]);
        Assert.StartsWith("Message n4 has", e.Message, StringComparison.Ordinal);
        await Task.WhenAll(settling.Where((_, i) => i != 4));
        Assert.Equal(9, broker.Emulator.GetCounts("work").Active);
    }
}
