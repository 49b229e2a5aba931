using System.Text;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class SendAndReceiveTests
{
    private static readonly ReceiverOptions Few = new(4, 4);

    [Fact]
    public async Task A_message_arrives_as_it_was_sent_and_is_completed()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", Few, default);

        var sent = TestBroker.NewMessage("a", body: """{"x":1}""");
        await transport.SendAsync([sent], default);
        var delivery = await receiver.NextAsync();

        var message = delivery.Message;
        Assert.Equal(
            (sent.Id, sent.Queue, sent.FlowId, sent.Subject, sent.Step, sent.Attempt, sent.TraceParent),
            (message.Id, message.Queue, message.FlowId, message.Subject, message.Step, message.Attempt, message.TraceParent));
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(0, delivery.DeliveryCount);
        Assert.NotNull(delivery.EnqueuedAt);
        await delivery.CompleteAsync([]);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task Many_messages_of_one_call_arrive_once_each()
    {
        await using var broker = await TestBroker.StartAsync(new() { Name = "work" }, new() { Name = "other" });
        var transport = broker.NewTransport();
        await using var work = await transport.OpenReceiverAsync("work", new(16, 64), default);
        await using var other = await transport.OpenReceiverAsync("other", new(16, 64), default);

        var messages = Enumerable.Range(0, 500).Select(i => TestBroker.NewMessage($"m{i}", i % 2 == 0 ? "work" : "other")).ToArray();
        await transport.SendAsync(messages, default);

        var seen = new HashSet<string>();
        for (var i = 0; i < 250; i++)
        {
            foreach (var receiver in new[] { work, other })
            {
                var delivery = await receiver.NextAsync();
                Assert.True(seen.Add(delivery.Message.Id));
                await delivery.CompleteAsync([]);
            }
        }

        Assert.Equal(500, seen.Count);
        await work.AssertNothingAsync();
    }

    [Fact]
    public async Task What_is_on_its_way_to_a_receiver_that_stops_goes_to_the_next_one_at_once()
    {
        // The lock lasts a minute, which the test does not wait for.
        await using var broker = await TestBroker.StartAsync(new QueueOptions { Name = "work", LockDuration = TimeSpan.FromMinutes(1) });
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        var slow = broker.NewTransport(o => o.ConnectionString = o.ConnectionString!.Replace($":{broker.Emulator.Port};", $":{proxy.Port};", StringComparison.Ordinal));
        var direct = broker.NewTransport();
        await direct.SendAsync([TestBroker.NewMessage("first")], default);
        var receiver = await slow.OpenReceiverAsync("work", Few, default);
        await (await receiver.NextAsync()).CompleteAsync([]);

        // The broker does not know yet that the receiver takes nothing more.
        proxy.Delay = static () => TimeSpan.FromMilliseconds(200);
        await receiver.StopAsync(default);
        await direct.SendAsync([TestBroker.NewMessage("second")], default);
        await receiver.DisposeAsync();

        await using var next = await direct.OpenReceiverAsync("work", Few, default);
        Assert.Equal("second", (await next.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task A_batch_larger_than_a_message_may_be_is_cut()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        var body = '"' + new string('x', 50_000) + '"';
        await transport.SendAsync([.. Enumerable.Range(0, 30).Select(i => TestBroker.NewMessage($"m{i}", body: body))], default);
        Assert.Equal(30, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_in_words()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        var body = '"' + new string('x', 2_000_000) + '"';
        var e = await Assert.ThrowsAsync<MessageTooLargeException>(async () =>
            await transport.SendAsync([TestBroker.NewMessage("big", body: body)], default));
        Assert.False(e.IsTransient);
        Assert.Matches("^Message big has [0-9]+ bytes, and queue 'work' at .* takes at most [0-9]+\\.", e.Message);
    }

    [Fact]
    public async Task A_duplicate_id_is_dropped()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await transport.SendAsync([TestBroker.NewMessage("a"), TestBroker.NewMessage("b")], default);
        Assert.Equal(2, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task A_scheduled_message_waits_at_the_broker()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var broker = await TestBroker.StartWithClockAsync(time);
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", Few, default);
        await transport.SendAsync([TestBroker.NewMessage("later", notBefore: time.GetUtcNow().AddMinutes(10)), TestBroker.NewMessage("now")], default);

        var first = await receiver.NextAsync();
        Assert.Equal("now", first.Message.Id);
        await first.CompleteAsync([]);
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(new QueueCounts(0, 1, 0, 0, 0), broker.Emulator.GetCounts("work"));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("later", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task Abandoning_gives_it_back_with_a_higher_count()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", Few, default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await (await receiver.NextAsync()).AbandonAsync();
        Assert.Equal(1, (await receiver.NextAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_delivery_is_settled_once()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", Few, default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var delivery = await receiver.NextAsync();
        await delivery.CompleteAsync([]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await delivery.AbandonAsync());
    }

    [Fact]
    public async Task Dead_letters_are_read_page_by_page()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(200, 0), default);
        await transport.SendAsync([.. Enumerable.Range(0, 150).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        for (var i = 0; i < 150; i++)
            await (await receiver.NextAsync()).DeadLetterAsync("Unregistered", $"No task of that name. {new string('!', 5000)}");

        var read = new List<DeadLetter>();
        string? cursor = null;
        while (true)
        {
            var page = await transport.PeekDeadLettersAsync("work", cursor, default);
            cursor = page.Cursor;
            if (page.Messages.Count == 0)
                break;
            read.AddRange(page.Messages);
        }

        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"m{i}"), read.Select(r => r.Message.Id));
        Assert.All(read, r => Assert.Equal(("Unregistered", false, 4096), (r.Reason, r.InTransfer, r.Description!.Length)));
        Assert.Empty((await transport.PeekDeadLettersAsync("work", cursor, default)).Messages);
    }
}
