using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

public sealed class CrossEntityTransactionTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusClient client = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            foreach (var name in new[] { "a", "b", "c" })
                options.Queues.Add(new QueueOptions { Name = name, RequiresDuplicateDetection = false });
            foreach (var name in new[] { "sa", "sb" })
                options.Queues.Add(new QueueOptions { Name = name, RequiresSession = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "full", MaxSizeInBytes = 10 });
            options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } });
        });
        client = service.ConnectAcross();
        await service.Client.CreateSender("a").SendMessageAsync(new ServiceBusMessage("one"));
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_message_is_completed_here_and_sent_there()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            await client.CreateSender("c").SendMessagesAsync([new("c1"), new("c2")]);
            await client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("t1"));
            Assert.Equal((1, 0, 0, 0), Counts());
            scope.Complete();
        }

        Assert.Equal((0, 1, 2, 1), Counts());
    }

    [Fact]
    public async Task Nothing_of_it_happens_after_a_rollback()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            await client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("t1"));
        }

        // The client does not wait for the rollback; the completion is answered after it, on the same session.
        await receiver.CompleteMessageAsync(message);
        Assert.Equal((0, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task The_very_first_thing_may_be_in_the_transaction()
    {
        using (var scope = Service.Transaction())
        {
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            await client.CreateSender("c").SendMessageAsync(new ServiceBusMessage("c1"));
            scope.Complete();
        }

        Assert.Equal((1, 1, 1, 0), Counts());
    }

    [Fact]
    public async Task Outside_of_transactions_everything_is_as_ever()
    {
        await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
        await client.CreateSender("c").SendMessageAsync(new ServiceBusMessage("c1"));
        Assert.Equal((1, 1, 1, 0), Counts());
    }

    [Fact]
    public async Task Receiving_from_anything_but_the_first_entity_is_refused()
    {
        await ReceiveFirstAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateReceiver("b").ReceiveMessageAsync(Service.Patience));
    }

    [Fact]
    public async Task Receiving_after_sending_elsewhere_is_refused_and_the_next_link_is_the_first_again()
    {
        await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
        var receiver = client.CreateReceiver("a");
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync(Service.Patience));
        var other = client.CreateReceiver("b");
        var message = await other.OneAsync();
        using (var scope = Service.Transaction())
        {
            await other.CompleteMessageAsync(message);
            await client.CreateSender("c").SendMessageAsync(new ServiceBusMessage("c1"));
            scope.Complete();
        }

        Assert.Equal((1, 0, 1, 0), Counts());
    }

    [Fact]
    public async Task A_session_elsewhere_is_refused()
    {
        await ReceiveFirstAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AcceptNextSessionAsync("sa"));
    }

    [Fact]
    public async Task A_session_is_completed_here_and_another_begun_there()
    {
        await service.Client.CreateSender("sa").SendMessageAsync(new ServiceBusMessage("one") { SessionId = "1" });
        await using var session = await client.AcceptNextSessionAsync("sa");
        var message = await session.OneAsync();
        using (var scope = Service.Transaction())
        {
            await session.CompleteMessageAsync(message);
            await client.CreateSender("sb").SendMessageAsync(new ServiceBusMessage("two") { SessionId = "2" });
            scope.Complete();
        }

        await using var next = await service.Client.AcceptNextSessionAsync("sb");
        Assert.Equal(("2", "two", 0), (next.SessionId, (await next.OneAsync()).Body(), service.Active("sa")));
    }

    [Fact]
    public async Task A_message_may_be_scheduled_there_by_itself()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("later") { ScheduledEnqueueTime = service.Time.GetUtcNow().AddMinutes(5) });
            scope.Complete();
        }

        Assert.Equal((0, 1), (service.Active("b"), service.Counts("b").Scheduled));
    }

    [Fact]
    public async Task A_request_elsewhere_is_refused_in_a_transaction()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("b").ScheduleMessageAsync(new ServiceBusMessage("x"), service.Time.GetUtcNow().AddHours(1)));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal((1, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task A_request_to_the_first_entity_takes_part()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("a").ScheduleMessageAsync(new ServiceBusMessage("x"), service.Time.GetUtcNow().AddHours(1));
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            scope.Complete();
        }

        Assert.Equal((0, 1, 1), (service.Active("a"), service.Active("b"), service.Counts("a").Scheduled));
    }

    [Fact]
    public async Task A_deferred_message_of_the_first_entity_takes_part()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        await receiver.DeferMessageAsync(message);
        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(deferred);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            scope.Complete();
        }

        Assert.Equal((0, 1, 0), (service.Active("a"), service.Active("b"), service.Counts("a").Deferred));
    }

    [Fact]
    public async Task A_dead_letter_goes_to_another_queue()
    {
        var first = service.Client.CreateReceiver("a");
        await first.DeadLetterMessageAsync(await first.OneAsync());
        var graves = client.CreateReceiver("a", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await graves.OneAsync();
        using (var scope = Service.Transaction())
        {
            await graves.CompleteMessageAsync(dead);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage(dead));
            scope.Complete();
        }

        Assert.Equal((0, 1), (service.Counts("a").DeadLetter, service.Active("b")));
    }

    [Fact]
    public async Task What_the_other_does_not_take_lies_in_the_transfer_dead_letter_queue_of_the_first()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("full").SendMessageAsync(new ServiceBusMessage("too much"));
            scope.Complete();
        }

        var dead = await service.Client.CreateReceiver("a", new ServiceBusReceiverOptions { SubQueue = SubQueue.TransferDeadLetter }).OneAsync();
        Assert.Equal(("too much", "TransferDestinationRefused"), (dead.Body(), dead.DeadLetterReason));
    }

    [Fact]
    public async Task What_was_deleted_before_the_commit_is_not_found_by_then()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("x"));
            await service.Administration.DeleteQueueAsync("b");
            scope.Complete();
        }

        var dead = await service.Client.CreateReceiver("a", new ServiceBusReceiverOptions { SubQueue = SubQueue.TransferDeadLetter }).OneAsync();
        Assert.Equal("TransferDestinationNotFound", dead.DeadLetterReason);
    }

    [Fact]
    public async Task A_hundred_messages_over_all_entities_are_taken_and_no_more()
    {
        await ReceiveFirstAsync();
        var (b, c) = (client.CreateSender("b"), client.CreateSender("c"));
        var scope = Service.Transaction();
        for (var i = 0; i < 50; i++)
            await b.SendMessageAsync(new ServiceBusMessage("b"));
        for (var i = 0; i < 50; i++)
            await c.SendMessageAsync(new ServiceBusMessage("c"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => b.SendMessageAsync(new ServiceBusMessage("b")));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal((1, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task After_two_minutes_it_is_too_late()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("x"));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal((1, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task A_transaction_is_committed_without_blocking_a_thread()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        using var transaction = new CommittableTransaction();
        using (var scope = new TransactionScope(transaction, TransactionScopeAsyncFlowOption.Enabled))
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("x"));
            scope.Complete();
        }

        await Task.Factory.FromAsync(transaction.BeginCommit, transaction.EndCommit, null);
        Assert.Equal((0, 1, 0, 0), Counts());
    }

    [Fact]
    public async Task A_processor_hands_on_in_transactions()
    {
        await service.Client.CreateSender("a").SendMessagesAsync(Enumerable.Range(0, 19).Select(i => new ServiceBusMessage($"{i}")));
        await using var processor = client.CreateProcessor("a", new ServiceBusProcessorOptions { AutoCompleteMessages = false, MaxConcurrentCalls = 4 });
        var (sender, errors) = (client.CreateSender("b"), new List<Exception>());
        processor.ProcessMessageAsync += async args =>
        {
            using var scope = Service.Transaction();
            await args.CompleteMessageAsync(args.Message);
            await sender.SendMessageAsync(new ServiceBusMessage(args.Message));
            scope.Complete();
        };
        processor.ProcessErrorAsync += args =>
        {
            lock (errors)
                errors.Add(args.Exception);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();
        await Service.UntilAsync(() => service.Active("b") == 20);
        await processor.StopProcessingAsync();
        Assert.Empty(errors);
        Assert.Equal(0, service.Active("a"));
    }

    [Fact]
    public async Task A_subscription_as_the_first_entity_needs_the_right_to_send_to_its_topic()
    {
        await service.Client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("one"));
        var receiver = client.CreateReceiver("t", "s");
        _ = await receiver.OneAsync();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task A_topic_is_the_first_entity_when_it_is_sent_to_first()
    {
        await client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("one"));
        var receiver = client.CreateReceiver("t", "s");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("b1"));
            scope.Complete();
        }

        Assert.Equal((1, 1, 0, 0), Counts());
    }

    [Fact]
    public async Task A_dead_connection_begins_anew_with_the_first_entity()
    {
        var (receiver, message) = await ReceiveFirstAsync();
        await receiver.AbandonMessageAsync(message);
        service.Emulator.Faults.DropConnections();
        var again = await Eventually(() => receiver.OneAsync());
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(again);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("x"));
            scope.Complete();
        }

        Assert.Equal((0, 1, 0, 0), Counts());
    }

    private static async Task<T> Eventually<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (ServiceBusException lost) when (lost.IsTransient)
            {
                // This client does not try again by itself.
            }
        }
    }

    private (int A, int B, int C, int T) Counts() => (service.Active("a"), service.Active("b"), service.Active("c"), service.Active("t/Subscriptions/s"));

    private async Task<(ServiceBusReceiver Receiver, ServiceBusReceivedMessage Message)> ReceiveFirstAsync()
    {
        var receiver = client.CreateReceiver("a");
        return (receiver, await receiver.OneAsync());
    }
}
