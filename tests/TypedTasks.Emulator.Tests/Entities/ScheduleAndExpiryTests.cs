using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class ScheduleAndExpiryTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_scheduled_message_appears_at_its_millisecond_with_a_new_number()
    {
        var queue = world.Queue();
        world.Send(queue, "later", scheduledFor: world.Now + 1000);
        world.Send(queue, "now");
        var receiver = world.Receive(queue, credit: 5);
        world.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(["now"], receiver.Ids);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["now", "later"], receiver.Ids);
        Assert.Equal(3, receiver.Messages[1].SequenceNumber);
        Assert.Equal(world.Now, receiver.Messages[1].EnqueuedAt);
    }

    [Fact]
    public void A_jump_of_the_clock_activates_everything_in_the_order_of_time()
    {
        var queue = world.Queue();
        for (var i = 0; i < 100; i++)
            world.Send(queue, $"{i}", scheduledFor: world.Now + 100_000 - i * 1000);
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{99 - i}"), world.Receive(queue, credit: 100).Ids);
    }

    [Fact]
    public void A_cancelled_message_is_gone_and_its_bytes_too()
    {
        var queue = world.Queue();
        world.Send(queue, "1", scheduledFor: world.Now + 1000);
        using (world.Broker.Enter())
        {
            Assert.True(queue.CancelScheduled(1));
            Assert.False(queue.CancelScheduled(1));
        }

        Assert.Equal(0, queue.SizeInBytes);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(world.Receive(queue).Messages);
    }

    [Fact]
    public void A_message_id_is_remembered_to_the_end_of_the_window()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        world.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        world.Send(queue, "1");
        Assert.Equal(1, queue.ActiveCount);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        world.Send(queue, "1");
        Assert.Equal(2, queue.ActiveCount);
    }

    [Fact]
    public void A_message_lives_to_the_end_of_its_time()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DeadLetteringOnExpiration = true });
        world.Send(queue, "1", ttl: 1000);
        world.Send(queue, "2", ttl: 2000);
        world.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(2, queue.ActiveCount);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, queue.ActiveCount);
        Assert.Equal(["1"], world.Receive(queue.DeadLetters).Ids);
        Assert.Equal(["2"], world.Receive(queue).Ids);
    }

    [Fact]
    public void The_time_of_the_queue_limits_that_of_the_message()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DefaultTimeToLive = TimeSpan.FromSeconds(5) });
        world.Send(queue, "1", ttl: 60_000);
        world.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, queue.ActiveCount);
        Assert.Equal(0, queue.SubQueues.DeadLetterCount);
    }

    [Fact]
    public void A_locked_message_expires_only_when_it_comes_back()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DeadLetteringOnExpiration = true });
        world.Send(queue, "1", ttl: 1000);
        world.Send(queue, "2", ttl: 1000);
        var receiver = world.Receive(queue, credit: 2);
        world.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(world.Settle(receiver, 0, Outcome.Complete));
        Assert.True(world.Settle(receiver, 1, Outcome.Abandon));
        Assert.Equal(0, queue.ActiveCount);
        Assert.Equal(1, queue.SubQueues.DeadLetterCount);
    }

    [Fact]
    public void The_life_of_a_scheduled_message_begins_when_it_appears()
    {
        var queue = world.Queue();
        world.Send(queue, "1", scheduledFor: world.Now + 10_000, ttl: 1000);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(world.Receive(queue).Messages);
    }

    [Fact]
    public void A_dead_letter_never_expires()
    {
        var queue = world.Queue();
        world.Send(queue, "1", ttl: 60_000);
        var receiver = world.Receive(queue);
        world.Settle(receiver, 0, Outcome.DeadLetter("why", null));
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(["1"], world.Receive(queue.DeadLetters).Ids);
    }

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", MaxSizeInBytes = 100 });
        Assert.Null(world.Send(queue, "1", body: new string('x', 50)));
        Assert.Equal("amqp:resource-limit-exceeded", world.Send(queue, "2", body: new string('x', 50))?.Condition);
        var receiver = world.Receive(queue);
        world.Settle(receiver, 0, Outcome.Complete);
        Assert.Equal(0, queue.SizeInBytes);
        Assert.Null(world.Send(queue, "2", body: new string('x', 50)));
    }
}
