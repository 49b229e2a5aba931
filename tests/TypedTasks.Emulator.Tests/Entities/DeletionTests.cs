using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class DeletionTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Who_waits_for_a_session_hears_that_the_queue_is_gone()
    {
        var queue = world.Queue(new QueueOptions { Name = "s", RequiresSession = true });
        var holder = new Holder(queue, null);
        using (world.Broker.Enter())
            Assert.True(queue.Sessions!.Accept(holder));
        Delete("s");
        Assert.Equal(ErrorCondition.NotFound, holder.End?.Condition);
    }

    [Fact]
    public void What_was_received_can_no_longer_be_settled_and_what_was_planned_never_comes()
    {
        var queue = world.Queue();
        world.Send(queue, "1");
        world.Send(queue, "2", scheduledFor: world.Now + 1000);
        var receiver = world.Receive(queue);
        Delete("q");
        Assert.False(world.Settle(receiver, 0, Outcome.Complete));
        Assert.Equal(ErrorCondition.NotFound, world.Send(queue, "3")?.Condition);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(receiver.Messages);
        var anew = world.Queue();
        Assert.Empty(world.Receive(anew, credit: 10).Messages);
    }

    [Fact]
    public void A_transaction_that_sends_to_it_is_rolled_back()
    {
        var queue = world.Queue();
        Transaction transaction;
        using (world.Broker.Enter())
        {
            transaction = new Transaction(world.Broker);
            Assert.Null(transaction.Join(new SendStep(queue, World.Content("1"))));
        }

        Delete("q");
        using (world.Broker.Enter())
            Assert.Equal(ErrorCondition.TransactionRollback, transaction.Commit()?.Condition);
    }

    [Fact]
    public void A_topic_takes_its_subscriptions_with_it()
    {
        using (world.Broker.Enter())
        {
            Assert.True(world.Broker.Directory.TryAdd(new TopicOptions { Name = "t", Subscriptions = { new() { Name = "s" } } }));
            var topic = world.Broker.Directory.FindTopic("t")!;
            var subscription = topic.Find("s")!.Queue;
            Assert.True(world.Broker.Directory.Remove(EntityAddress.Parse("t")));
            Assert.True(topic.Inbox.IsGone && subscription.IsGone);
            Assert.Equal(ErrorCondition.NotFound, topic.Inbox.Enqueue(World.Content("1"))?.Condition);
        }
    }

    private void Delete(string name)
    {
        using (world.Broker.Enter())
            Assert.True(world.Broker.Directory.Remove(EntityAddress.Parse(name)));
    }
}
