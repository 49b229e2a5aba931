using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

/// <summary>Everything that depends on time, one millisecond before its end, at its end and one after it.</summary>
public sealed class BoundaryTests : IDisposable
{
    private const int Lock = 60_000;
    private readonly World world = new();

    public static TheoryData<int, bool> Ends => new() { { -1, true }, { 0, false }, { 1, false } };

    public void Dispose() => world.Dispose();

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_delivery_is_settled_within_its_lock(int offset, bool isHeld)
    {
        foreach (var kind in Enum.GetValues<OutcomeKind>())
        {
            var queue = world.Queue($"{kind}");
            world.Send(queue, "1");
            var receiver = world.Receive(queue);
            Pass(Lock + offset);
            Assert.Equal(isHeld, world.Settle(receiver, 0, new Outcome(kind)));
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_lock_is_renewed_within_its_time_and_then_holds_anew(int offset, bool isHeld)
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        Pass(Lock + offset);
        using (world.Broker.Enter())
            Assert.Equal(isHeld ? world.Now + Lock : null, queue.Renew(receiver.Tokens[0]));
        if (!isHeld)
            return;
        Pass(Lock - 1);
        Assert.Equal(0u, receiver.Messages[0].DeliveryCount);
        Pass(1);
        Assert.Equal(1u, receiver.Messages[0].DeliveryCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_locked_message_is_nobody_elses_until_its_lock_ends(int offset, bool isHeld)
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        world.Receive(queue);
        var other = world.Receive(queue);
        Pass(Lock + offset);
        Assert.Equal(isHeld ? 0 : 1, other.Messages.Count);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_deferred_message_that_was_received_is_deferred_again_when_its_lock_ends(int offset, bool isHeld)
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        var receiver = world.Receive(queue);
        world.Settle(receiver, 0, new Outcome(OutcomeKind.Defer));
        using (world.Broker.Enter())
            queue.ReceiveDeferred(1, delete: false);
        Pass(Lock + offset);
        Assert.Equal(isHeld ? 0 : 1, queue.DeferredCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_message_lives_for_its_own_time(int offset, bool isAlive)
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DeadLetteringOnExpiration = true });
        world.Send(queue, "1", ttl: 5000);
        Pass(5000 + offset);
        Assert.Equal((isAlive ? 1 : 0, isAlive ? 0 : 1), (queue.ActiveCount, queue.SubQueues.DeadLetterCount));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_message_lives_for_the_time_of_its_queue(int offset, bool isAlive)
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DefaultTimeToLive = TimeSpan.FromSeconds(5) });
        world.Send(queue, "1", ttl: 60_000);
        Pass(5000 + offset);
        Assert.Equal(isAlive ? ["1"] : [], world.Receive(queue).Ids);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_abandoned_message_comes_back_only_within_its_life(int offset, bool isAlive)
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DeadLetteringOnExpiration = true });
        world.Send(queue, "1", ttl: 5000);
        var receiver = world.Receive(queue);
        Pass(5000 + offset);
        world.Settle(receiver, 0, Outcome.Abandon);
        Assert.Equal((isAlive ? 1 : 0, isAlive ? 0 : 1), (queue.ActiveCount, queue.SubQueues.DeadLetterCount));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_scheduled_message_can_be_cancelled_until_it_appears(int offset, bool isScheduled)
    {
        var queue = world.Queue();
        world.Send(queue, "1", scheduledFor: world.Now + 5000);
        Pass(5000 + offset);
        Assert.Equal((isScheduled ? 0 : 1, isScheduled ? 1 : 0), (queue.ActiveCount, queue.ScheduledCount));
        using (world.Broker.Enter())
            Assert.Equal(isScheduled, queue.CancelScheduled(1));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_time_that_has_come_means_now(int offset, bool isNow)
    {
        var queue = world.Queue();
        // The other way round: a time before now, now itself, and the next millisecond.
        world.Send(queue, "1", scheduledFor: world.Now - offset);
        Assert.Equal(isNow ? 1 : 0, queue.ScheduledCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_message_id_is_remembered_within_the_window(int offset, bool isRemembered)
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DuplicateDetectionWindow = TimeSpan.FromSeconds(30) });
        world.Send(queue, "1");
        Pass(30_000 + offset);
        world.Send(queue, "1");
        Assert.Equal(isRemembered ? 1 : 2, queue.ActiveCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_transaction_is_committed_within_two_minutes_of_its_first_operation(int offset, bool isOpen)
    {
        var queue = world.Queue();
        var transaction = new Transaction(world.Broker);
        Pass(Lock);
        using (world.Broker.Enter())
            transaction.Join(new SendStep(queue, World.Content("1")));
        Pass(120_000 + offset);
        using (world.Broker.Enter())
            Assert.Equal(isOpen ? null : "amqp:transaction:timeout", transaction.Commit()?.Condition);
        Assert.Equal(isOpen ? 1 : 0, queue.ActiveCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_session_is_held_within_its_lock(int offset, bool isHeld)
    {
        var (queue, holder) = Hold();
        Pass(Lock + offset);
        Assert.Equal(isHeld ? null : "com.microsoft:session-lock-lost", holder.End?.Condition);
        Assert.Equal(isHeld, Settle(holder));
        var other = new Holder(queue, "s");
        using (world.Broker.Enter())
            Assert.Equal(!isHeld, queue.Sessions!.Accept(other));
        if (isHeld)
            return;
        Assert.Equal(1u, Assert.Single(other.Messages).DeliveryCount);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_session_is_renewed_within_its_lock_and_its_messages_with_it(int offset, bool isHeld)
    {
        var (queue, holder) = Hold();
        Pass(Lock + offset);
        using (world.Broker.Enter())
            Assert.Equal(isHeld ? world.Now + Lock : null, queue.Sessions!.Renew("s"));
        if (!isHeld)
            return;
        Pass(Lock - 1);
        Assert.Null(holder.End);
        Assert.True(Settle(holder));
        Pass(1);
        Assert.NotNull(holder.End);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Whoever_waits_for_a_session_gets_it_when_its_lock_ends(int offset, bool isHeld)
    {
        var (queue, _) = Hold();
        var next = new Holder(queue, null);
        using (world.Broker.Enter())
            queue.Sessions!.Accept(next);
        Pass(Lock + offset);
        Assert.Equal(isHeld ? null : "s", next.Session?.Id);
    }

    private void Pass(int milliseconds) => world.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private (MessageQueue Queue, Holder Holder) Hold()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", RequiresSession = true });
        var holder = new Holder(queue, "s");
        using (world.Broker.Enter())
        {
            Assert.Null(queue.Enqueue(World.Content("1", session: "s")));
            Assert.True(queue.Sessions!.Accept(holder));
        }

        Assert.Single(holder.Messages);
        return (queue, holder);
    }

    private bool Settle(Holder holder)
    {
        using (world.Broker.Enter())
            return holder.Queue.Settle(holder.Messages[0], holder.Tokens[0], Outcome.Complete);
    }
}
