using System.Runtime.CompilerServices;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class TransactionTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Nothing_is_seen_before_the_commit_and_everything_after()
    {
        var queue = world.Queue();
        world.Send(queue, "in");
        var receiver = world.Receive(queue, credit: 10);
        var transaction = new Transaction(world.Broker);
        var committed = false;
        using (world.Broker.Enter())
        {
            Assert.Null(transaction.Join(new SendStep(queue, World.Content("out"))));
            Assert.Null(transaction.Join(Settle(receiver, 0, () => committed = true)));
        }

        Assert.Equal(["in"], receiver.Ids);
        using (world.Broker.Enter())
            Assert.Null(transaction.Commit());
        Assert.Equal(["in", "out"], receiver.Ids);
        Assert.True(committed);
        Assert.Equal(1, queue.ActiveCount);
    }

    [Fact]
    public void A_rollback_sends_nothing_and_keeps_the_lock()
    {
        var queue = world.Queue();
        world.Send(queue, "in");
        var receiver = world.Receive(queue);
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            transaction.Join(new SendStep(queue, World.Content("out")));
            transaction.Join(Settle(receiver, 0));
            transaction.Rollback();
        }

        Assert.Equal(1, queue.ActiveCount);
        Assert.True(world.Settle(receiver, 0, Outcome.Complete));
    }

    [Fact]
    public void A_lock_that_ended_in_between_rolls_everything_back()
    {
        var queue = world.Queue();
        world.Send(queue, "in");
        var receiver = world.Receive(queue);
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            transaction.Join(new SendStep(queue, World.Content("out")));
            transaction.Join(Settle(receiver, 0));
        }

        world.Time.Advance(TimeSpan.FromMinutes(1));
        using (world.Broker.Enter())
            Assert.Equal("amqp:transaction:rollback", transaction.Commit()?.Condition);
        Assert.Equal(["in"], world.Receive(queue, credit: 5).Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_has_ended_is_let_go_of_at_once(bool commits)
    {
        var queue = world.Queue();
        var ended = Run(queue, commits);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(ended.TryGetTarget(out _));
        Assert.Equal(commits ? 1 : 0, queue.ActiveCount);
    }

    [Fact]
    public void Each_ends_two_minutes_after_its_own_first_operation()
    {
        var queue = world.Queue();
        Transaction[] open = [new(world.Broker), new(world.Broker), new(world.Broker)];
        foreach (var transaction in open)
        {
            using (world.Broker.Enter())
                transaction.Join(new SendStep(queue, World.Content("out")));
            world.Time.Advance(TimeSpan.FromSeconds(50));
        }

        using (world.Broker.Enter())
        {
            Assert.Equal("amqp:transaction:timeout", open[0].Commit()?.Condition);
            Assert.Null(open[1].Commit());
        }

        world.Time.Advance(TimeSpan.FromSeconds(70));
        using (world.Broker.Enter())
            Assert.Equal("amqp:transaction:timeout", open[2].Commit()?.Condition);
        Assert.Equal(1, queue.ActiveCount);
    }

    [Fact]
    public void Two_entities_are_refused_and_doom_the_transaction()
    {
        var (first, second) = (world.Queue("a"), world.Queue("b"));
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            Assert.Null(transaction.Join(new SendStep(first, World.Content("1"))));
            Assert.Equal("amqp:not-allowed", transaction.Join(new SendStep(second, World.Content("2")))?.Condition);
            Assert.NotNull(transaction.Commit());
        }

        Assert.Equal(0, first.ActiveCount + second.ActiveCount);
    }

    [Fact]
    public void By_way_of_the_first_entity_a_message_reaches_the_second()
    {
        var (via, target) = (world.Queue("via"), world.Queue("target"));
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            transaction.Join(new TransferStep(via, "target", World.Content("1")));
            Assert.Null(transaction.Commit());
        }

        Assert.Equal((0, 1), (via.ActiveCount, target.ActiveCount));
    }

    [Fact]
    public void What_cannot_be_forwarded_lies_in_the_transfer_dead_letter_queue()
    {
        var via = world.Queue("via");
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            transaction.Join(new TransferStep(via, "nowhere", World.Content("1")));
            Assert.Null(transaction.Commit());
        }

        Assert.Equal((0, 1), (via.ActiveCount, via.SubQueues.TransferDeadLetterCount));
        Assert.Equal(["1"], world.Receive(via.TransferDeadLetters).Ids);
    }

    [Fact]
    public void A_hundred_messages_are_taken_and_the_next_is_refused()
    {
        var queue = world.Queue();
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            for (var i = 0; i < 100; i++)
                Assert.Null(transaction.Join(new SendStep(queue, World.Content($"{i}"))));
            Assert.NotNull(transaction.Join(new SendStep(queue, World.Content("100"))));
            Assert.NotNull(transaction.Commit());
        }

        Assert.Equal(0, queue.ActiveCount);
    }

    [Theory]
    [InlineData(119_999, null)]
    [InlineData(120_000, "amqp:transaction:timeout")]
    public void Two_minutes_after_its_first_operation_a_transaction_is_over(int milliseconds, string? condition)
    {
        var queue = world.Queue();
        var transaction = new Transaction(world.Broker);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        using (world.Broker.Enter())
            transaction.Join(new SendStep(queue, World.Content("1")));
        world.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        using (world.Broker.Enter())
            Assert.Equal(condition, transaction.Commit()?.Condition);
        Assert.Equal(condition is null ? 1 : 0, queue.ActiveCount);
    }

    [Fact]
    public void A_scheduled_message_in_a_transaction_waits_for_its_time()
    {
        var queue = world.Queue();
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            transaction.Join(new SendStep(queue, World.Content("1", world.Now + 5000)));
            transaction.Commit();
        }

        Assert.Equal((0, 1), (queue.ActiveCount, queue.ScheduledCount));
        world.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 0), (queue.ActiveCount, queue.ScheduledCount));
    }

    private static SettleStep Settle(Receiver receiver, int index, Action? committed = null) =>
        new(receiver.Queue, receiver.Messages[index], receiver.Tokens[index], Outcome.Complete, committed ?? (() => { }));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<Transaction> Run(MessageQueue queue, bool commits)
    {
        var transaction = new Transaction(world.Broker);
        using (world.Broker.Enter())
        {
            Assert.Null(transaction.Join(new SendStep(queue, World.Content("out"))));
            if (commits)
                Assert.Null(transaction.Commit());
            else
                transaction.Rollback();
        }

        return new(transaction);
    }
}
