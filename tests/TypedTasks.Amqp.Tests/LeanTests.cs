using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

/// <summary>What the official client cannot do: release messages, and send by way of the consumed queue to one that does not exist.</summary>
public sealed class LeanTests
{
    [Fact]
    public async Task Stopping_gives_back_what_waits_without_counting_it()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([.. Enumerable.Range(0, 6).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        await using (var receiver = await transport.OpenReceiverAsync("work", new(2, 4), default))
        {
            var held = await receiver.NextAsync();
            await receiver.StopAsync(default);
            Assert.Null(await receiver.ReceiveAsync(default));
            await held.CompleteAsync([]);
        }

        await using var next = await transport.OpenReceiverAsync("work", new(5, 5), default);
        for (var i = 0; i < 5; i++)
            Assert.Equal(0, (await next.NextAsync()).DeliveryCount);
    }

    [Fact]
    public async Task Pausing_gives_back_what_waits_without_counting_it_and_nothing_comes_until_it_ends()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([.. Enumerable.Range(0, 6).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        await using var receiver = await transport.OpenReceiverAsync("work", new(2, 4), default);
        var held = await receiver.NextAsync();
        await receiver.PauseAsync();
        await transport.SendAsync([TestBroker.NewMessage("m6")], default);
        var waiting = receiver.NextAsync();
        await using (var next = await transport.OpenReceiverAsync("work", new(6, 0), default))
        {
            for (var i = 0; i < 6; i++)
            {
                var delivery = await next.NextAsync();
                Assert.Equal(0, delivery.DeliveryCount);
                await delivery.CompleteAsync([]);
            }

            Assert.False(waiting.IsCompleted);
        }

        await held.CompleteAsync([]);
        await transport.SendAsync([.. Enumerable.Range(7, 6).Select(i => TestBroker.NewMessage($"m{i}"))], default);
        receiver.Resume();
        Assert.Equal("m7", (await waiting).Message.Id);
        for (var i = 8; i < 13; i++)
            Assert.Equal($"m{i}", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task A_hand_off_to_a_queue_that_does_not_exist_is_found_in_the_transfer_dead_letter_queue()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 0), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await (await receiver.NextAsync()).CompleteAsync([TestBroker.NewMessage("x", "absent")]);

        var page = await transport.PeekDeadLettersAsync("work", null, default);
        var letter = Assert.Single(page.Messages);
        Assert.Equal(("x", true), (letter.Message.Id, letter.InTransfer));
        Assert.Empty((await transport.PeekDeadLettersAsync("work", page.Cursor, default)).Messages);
    }
}
