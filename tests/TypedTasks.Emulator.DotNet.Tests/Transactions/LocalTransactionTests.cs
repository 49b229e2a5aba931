using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

public sealed class LocalTransactionTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusSender sender = null!;
    private ServiceBusReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "other" });
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true });
            options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } });
        });
        sender = service.Client.CreateSender("q");
        receiver = service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task What_is_sent_is_there_after_the_commit_and_not_before()
    {
        using (var scope = Service.Transaction())
        {
            await sender.SendMessageAsync(new ServiceBusMessage("x"));
            Assert.Equal(0, service.Active());
            scope.Complete();
        }

        Assert.Equal(1, service.Active());
    }

    [Fact]
    public async Task The_very_first_thing_a_client_does_may_be_in_a_transaction()
    {
        await using var client = service.Connect();
        using (var scope = Service.Transaction())
        {
            await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
            scope.Complete();
        }

        Assert.Equal(1, service.Active());
    }

    [Fact]
    public async Task What_was_sent_is_not_there_after_a_rollback()
    {
        using (Service.Transaction())
            await sender.SendMessageAsync(new ServiceBusMessage("x"));
        await SettledAsync();
        Assert.Equal(0, service.Active());
    }

    [Theory]
    [InlineData("complete", 0, 0, 0)]
    [InlineData("abandon", 1, 0, 0)]
    [InlineData("defer", 0, 1, 0)]
    [InlineData("dead-letter", 0, 0, 1)]
    public async Task A_settlement_takes_effect_with_the_commit(string how, int active, int deferred, int dead)
    {
        var message = await OneAsync();
        using (var scope = Service.Transaction())
        {
            await SettleAsync(how, message);
            Assert.Equal((1, 0, 0), Counts());
            scope.Complete();
        }

        Assert.Equal((active, deferred, dead), Counts());
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    public async Task After_a_rollback_a_message_is_locked_still_and_can_be_settled(string how)
    {
        var message = await OneAsync();
        using (Service.Transaction())
            await SettleAsync(how, message);
        await SettledAsync();
        Assert.Equal((1, 0, 0), Counts());
        await receiver.CompleteMessageAsync(message);
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public async Task After_a_rollback_the_same_happens_in_another_transaction()
    {
        var message = await OneAsync();
        using (Service.Transaction())
            await receiver.CompleteMessageAsync(message);
        await SettledAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public async Task Sends_and_settlements_happen_together()
    {
        var message = await OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await sender.SendMessageAsync(new ServiceBusMessage("next"));
            await sender.SendMessagesAsync([new("a"), new("b")]);
            scope.Complete();
        }

        Assert.Equal(["next", "a", "b"], await service.Client.DrainAsync("q", 3));
    }

    [Fact]
    public async Task What_was_completed_in_a_transaction_is_gone_for_whoever_settles_it_again()
    {
        var message = await OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task Another_entity_is_refused_and_nothing_of_the_rest_is_done()
    {
        var message = await OneAsync();
        var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Client.CreateSender("other").SendMessageAsync(new ServiceBusMessage("x")));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(((1, 0, 0), 0), (Counts(), service.Active("other")));
    }

    [Fact]
    public async Task A_hundred_messages_are_taken_and_no_more()
    {
        var scope = Service.Transaction();
        for (var i = 0; i < 100; i++)
            await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage("100")));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_hundred_messages_are_committed()
    {
        using (var scope = Service.Transaction())
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"))));
            scope.Complete();
        }

        Assert.Equal(100, service.Active());
    }

    [Fact]
    public async Task After_two_minutes_it_is_too_late()
    {
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_lock_that_is_lost_meanwhile_undoes_everything()
    {
        var message = await OneAsync();
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("next"));
        await receiver.CompleteMessageAsync(message);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal((1, 0, 0), Counts());
        Assert.Equal(2, (await receiver.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_lock_that_was_lost_before_is_refused_at_once()
    {
        var message = await OneAsync();
        service.Time.Advance(TimeSpan.FromMinutes(1));
        using var scope = Service.Transaction();
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task A_connection_that_is_lost_rolls_back()
    {
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        service.Emulator.Faults.DropConnections();
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task Several_transactions_run_side_by_side()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var scope = Service.Transaction();
            await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
            await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
            if (i % 2 == 0)
                scope.Complete();
        }));
        await SettledAsync();
        Assert.Equal(8, service.Active());
    }

    [Fact]
    public async Task A_session_takes_part()
    {
        await service.Client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("x") { SessionId = "a" });
        await using var session = await service.Client.AcceptNextSessionAsync("s");
        var message = await session.OneAsync();
        using (var scope = Service.Transaction())
        {
            await session.CompleteMessageAsync(message);
            await service.Client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("y") { SessionId = "b" });
            scope.Complete();
        }

        await session.DisposeAsync();
        await using var next = await service.Client.AcceptNextSessionAsync("s");
        Assert.Equal(("b", "y"), (next.SessionId, (await next.OneAsync()).Body()));
    }

    [Fact]
    public async Task A_topic_and_its_subscription_share_a_transaction()
    {
        var sender = service.Client.CreateSender("t");
        await sender.SendMessageAsync(new ServiceBusMessage("one"));
        var receiver = service.Client.CreateReceiver("t", "s");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await sender.SendMessageAsync(new ServiceBusMessage("two"));
            await receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        Assert.Equal("two", (await receiver.OneAsync()).Body());
    }

    [Fact]
    public async Task A_transaction_of_another_client_is_unknown()
    {
        using var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        await Fails.WithAsync(ServiceBusFailureReason.GeneralError, () => service.Connect().CreateSender("q").SendMessageAsync(new ServiceBusMessage("y")));
    }

    [Fact]
    public async Task A_dead_letter_goes_back_to_its_queue()
    {
        await receiver.DeadLetterMessageAsync(await OneAsync(), "why");
        var graves = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await graves.OneAsync();
        using (var scope = Service.Transaction())
        {
            await graves.CompleteMessageAsync(dead);
            await sender.SendMessageAsync(new ServiceBusMessage(dead));
            scope.Complete();
        }

        Assert.Equal((1, 0, 0), Counts());
    }

    private (int Active, int Deferred, int Dead) Counts() => service.Counts() is var counts ? (counts.Active, counts.Deferred, counts.DeadLetter) : default;

    private Task SettleAsync(string how, ServiceBusReceivedMessage message) => how switch
    {
        "complete" => receiver.CompleteMessageAsync(message),
        "abandon" => receiver.AbandonMessageAsync(message),
        "defer" => receiver.DeferMessageAsync(message),
        _ => receiver.DeadLetterMessageAsync(message, "why"),
    };

    private async Task<ServiceBusReceivedMessage> OneAsync()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("one"));
        return await receiver.OneAsync();
    }

    /// <summary>A rollback is not waited for by the client; what it sends later on the same link is answered after it.</summary>
    private async Task SettledAsync()
    {
        using var scope = Service.Transaction();
        await service.Client.CreateReceiver("q").PeekMessageAsync();
        await sender.ScheduleMessageAsync(new ServiceBusMessage("never"), service.Time.GetUtcNow().AddHours(1));
    }
}
