using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class ConsumerTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Consumers_take_turns()
    {
        var queue = world.Queue();
        var receivers = Enumerable.Range(0, 3).Select(_ => world.Receive(queue, credit: 10)).ToArray();
        for (var i = 0; i < 9; i++)
            world.Send(queue, $"{i}");
        Assert.All(receivers, receiver => Assert.Equal(3, receiver.Messages.Count));
    }

    [Fact]
    public void A_stalled_consumer_does_not_starve_the_others()
    {
        var queue = world.Queue();
        var stalled = world.Receive(queue, credit: 1);
        var lively = world.Receive(queue, credit: 100);
        for (var i = 0; i < 50; i++)
            world.Send(queue, $"{i}");
        Assert.Single(stalled.Messages);
        Assert.Equal(49, lively.Messages.Count);
        world.Arm(stalled, 1);
        world.Send(queue, "last");
        Assert.Equal(51, stalled.Messages.Count + lively.Messages.Count);
    }

    [Fact]
    public void A_drain_ends_when_the_queue_is_empty()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = new Receiver(queue, delete: true) { IsDraining = true };
        world.Arm(receiver, 5);
        Assert.Equal(["1"], receiver.Ids);
        Assert.False(receiver.IsDraining);
        world.Send(queue, "2");
        Assert.Equal(["1"], receiver.Ids);
    }

    [Fact]
    public void What_is_received_and_deleted_is_gone()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        world.Receive(queue, delete: true);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, queue.ActiveCount);
        Assert.Equal(0, queue.SizeInBytes);
    }

    [Fact]
    public void Browsing_sees_every_state_in_order()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        world.Send(queue, "2");
        world.Send(queue, "3", scheduledFor: world.Now + 1000);
        world.Send(queue, "4");
        var receiver = world.Receive(queue, credit: 2);
        world.Settle(receiver, 0, new Outcome(OutcomeKind.Defer));
        using (world.Broker.Enter())
        {
            Assert.Equal(["1", "2", "3", "4"], queue.Browse(0).Select(message => message.Content.MessageId));
            Assert.Equal(["3", "4"], queue.Browse(3).Select(message => message.Content.MessageId));
        }
    }
}
