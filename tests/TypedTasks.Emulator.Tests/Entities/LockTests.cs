using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class LockTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_lock_holds_until_the_last_millisecond_and_no_longer()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var first = world.Receive(queue);
        var second = world.Receive(queue);
        world.Time.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.Empty(second.Messages);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1u, Assert.Single(second.Messages).DeliveryCount);
        Assert.False(world.Settle(first, 0, Outcome.Complete));
        Assert.True(world.Settle(second, 0, Outcome.Complete));
    }

    [Fact]
    public void Settling_at_the_very_end_of_a_lock_is_too_late()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(world.Settle(receiver, 0, Outcome.Complete));
    }

    [Fact]
    public void A_renewed_lock_counts_from_the_renewal()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Time.Advance(TimeSpan.FromSeconds(59));
        using (world.Broker.Enter())
            Assert.Equal(world.Now + 60_000, queue.Renew(receiver.Tokens[0]));
        world.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(world.Settle(receiver, 0, Outcome.Complete));
    }

    [Fact]
    public void A_lost_lock_cannot_be_renewed()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        using (world.Broker.Enter())
            Assert.Null(queue.Renew(receiver.Tokens[0]));
    }

    [Fact]
    public void Messages_come_back_at_their_place()
    {
        var queue = world.Queue();
        foreach (var id in new[] { "1", "2", "3", "4" })
            world.Send(queue, id);
        var receiver = world.Receive(queue, credit: 3);
        Assert.True(world.Settle(receiver, 1, Outcome.Abandon));
        Assert.True(world.Settle(receiver, 0, Outcome.Abandon));
        Assert.Equal(["1", "2", "4"], world.Receive(queue, credit: 3).Ids);
    }

    [Fact]
    public void A_released_message_is_not_counted()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Settle(receiver, 0, Outcome.Release);
        world.Arm(receiver, 1);
        Assert.Equal(0u, receiver.Messages[1].DeliveryCount);
    }

    [Fact]
    public void A_released_message_is_counted_where_that_is_asked_for()
    {
        using var world = new World(new BrokerSettings { ReleasedCountsAsDelivery = true });
        var queue = world.Queue(new QueueOptions { Name = "q", MaxDeliveryCount = 2 });
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Settle(receiver, 0, Outcome.Release);
        world.Arm(receiver, 1);
        Assert.Equal(1u, receiver.Messages[1].DeliveryCount);
        world.Settle(receiver, 1, Outcome.Release);
        Assert.Equal((0, 1), (queue.ActiveCount, queue.SubQueues.DeadLetterCount));
    }

    [Fact]
    public void The_last_delivery_goes_to_the_dead_letter_queue_by_abandon_and_by_expiry()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", MaxDeliveryCount = 3 });
        world.Send(queue, "1");
        var receiver = world.Receive(queue, credit: 10);
        world.Settle(receiver, 0, Outcome.Abandon);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, receiver.Messages.Count);
        world.Settle(receiver, 2, Outcome.Abandon);
        Assert.Equal(0, queue.ActiveCount);
        var dead = Assert.Single(world.Receive(queue.DeadLetters).Messages);
        var properties = MessageRewriter.ReadProperties(dead.Content);
        Assert.Equal("MaxDeliveryCountExceeded", properties["DeadLetterReason"]);
        Assert.Equal("q", dead.DeadLetterSource);
    }

    [Fact]
    public void A_token_of_an_earlier_delivery_settles_nothing()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue, credit: 2);
        world.Settle(receiver, 0, Outcome.Abandon);
        Assert.Equal(2, receiver.Messages.Count);
        Assert.False(world.Settle(receiver, 0, Outcome.Complete));
        Assert.True(world.Settle(receiver, 1, Outcome.Complete));
    }

    [Fact]
    public void Many_locks_that_end_out_of_order_all_come_back_in_order()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", MaxDeliveryCount = 100 });
        for (var i = 0; i < 1000; i++)
            world.Send(queue, $"{i}");
        var receiver = world.Receive(queue, credit: 1000);
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(100));
            using (world.Broker.Enter())
                queue.Renew(receiver.Tokens[random.Next(1000)]);
        }

        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), world.Receive(queue, credit: 1000).Ids);
    }
}
