using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class ConsumerTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Consumers_take_turns()
    {
        var queue = _world.Queue();
        var receivers = Enumerable.Range(0, 3).Select(_ => _world.Receive(queue, credit: 10)).ToArray();
        for (var i = 0; i < 9; i++) _world.Send(queue, $"{i}");
        Assert.All(receivers, receiver => Assert.Equal(3, receiver.Messages.Count));
    }

    [Fact]
    public void A_stalled_consumer_does_not_starve_the_others()
    {
        var queue = _world.Queue();
        var stalled = _world.Receive(queue, credit: 1);
        var lively = _world.Receive(queue, credit: 100);
        for (var i = 0; i < 50; i++) _world.Send(queue, $"{i}");
        Assert.Single(stalled.Messages);
        Assert.Equal(49, lively.Messages.Count);
        _world.Arm(stalled, 1);
        _world.Send(queue, "last");
        Assert.Equal(51, stalled.Messages.Count + lively.Messages.Count);
    }

    [Fact]
    public void A_drain_ends_when_the_queue_is_empty()
    {
        var queue = _world.Queue();
        _world.Send(queue, "1");
        var receiver = new Receiver(queue, delete: true) { IsDraining = true };
        _world.Arm(receiver, 5);
        Assert.Equal(["1"], receiver.Ids);
        Assert.False(receiver.IsDraining);
        _world.Send(queue, "2");
        Assert.Equal(["1"], receiver.Ids);
    }

    [Fact]
    public void What_is_received_and_deleted_is_gone()
    {
        var queue = _world.Queue();
        _world.Send(queue, "1");
        _world.Receive(queue, delete: true);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, queue.ActiveCount);
        Assert.Equal(0, queue.SizeInBytes);
    }

    [Fact]
    public void Browsing_sees_every_state_in_order()
    {
        var queue = _world.Queue();
        _world.Send(queue, "1");
        _world.Send(queue, "2");
        _world.Send(queue, "3", scheduledFor: _world.Now + 1000);
        _world.Send(queue, "4");
        var receiver = _world.Receive(queue, credit: 2);
        _world.Settle(receiver, 0, new Outcome(OutcomeKind.Defer));
        using (_world.Broker.Enter())
        {
            Assert.Equal(["1", "2", "3", "4"], queue.Browse(0).Select(message => message.Content.MessageId));
            Assert.Equal(["3", "4"], queue.Browse(3).Select(message => message.Content.MessageId));
        }
    }
}
