using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class SettleTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusReceiver receiver = null!;
    private ServiceBusReceivedMessage message = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options => options.Queues.Add(new QueueOptions { Name = "q", MaxDeliveryCount = 3, RequiresDuplicateDetection = false }));
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("one") { ApplicationProperties = { ["a"] = 1 } });
        receiver = service.Client.CreateReceiver("q");
        message = await receiver.OneAsync();
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_message_is_completed()
    {
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_with_its_changes()
    {
        await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["a"] = 2L, ["b"] = "new" });
        var again = await receiver.OneAsync();
        Assert.Equal((2, 2L, "new"), (again.DeliveryCount, (long)again.ApplicationProperties["a"], (string)again.ApplicationProperties["b"]));
    }

    [Fact]
    public async Task A_deferred_message_is_received_by_its_number_alone()
    {
        await receiver.DeferMessageAsync(message, new Dictionary<string, object> { ["why"] = "later" });
        Assert.Equal((0, 1), (service.Active(), service.Counts().Deferred));
        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        Assert.Equal(("one", "later", ServiceBusMessageState.Deferred), (deferred.Body(), deferred.ApplicationProperties["why"], deferred.State));
        await receiver.CompleteMessageAsync(deferred);
        Assert.Equal((0, 0), (service.Active(), service.Counts().Deferred));
    }

    [Fact]
    public async Task A_deferred_message_that_is_abandoned_stays_deferred()
    {
        await receiver.DeferMessageAsync(message);
        await receiver.AbandonMessageAsync(await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Equal(1, service.Counts().Deferred);
        Assert.Equal(2, (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber)).DeliveryCount);
    }

    [Fact]
    public async Task A_deferred_message_is_deferred_again()
    {
        await receiver.DeferMessageAsync(message);
        await receiver.DeferMessageAsync(await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber), new Dictionary<string, object> { ["times"] = 2 });
        Assert.Equal(2, (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber)).ApplicationProperties["times"]);
    }

    [Fact]
    public async Task A_deferred_message_is_dead_lettered_with_its_reason()
    {
        await receiver.DeferMessageAsync(message);
        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        await receiver.DeadLetterMessageAsync(deferred, "why", "because");
        var dead = await DeadAsync();
        Assert.Equal(("why", "because", "q"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.DeadLetterSource));
    }

    [Fact]
    public async Task A_deferred_message_is_received_and_deleted()
    {
        await receiver.DeferMessageAsync(message);
        await using var deleting = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        Assert.Equal("one", (await deleting.ReceiveDeferredMessageAsync(message.SequenceNumber)).Body());
        Assert.Equal(0, service.Counts().Deferred);
    }

    [Fact]
    public async Task A_dead_letter_has_reason_description_and_changes()
    {
        await receiver.DeadLetterMessageAsync(message, new Dictionary<string, object> { ["a"] = 7 }, "why", "because");
        var dead = await DeadAsync();
        Assert.Equal(("one", "why", "because", 7), (dead.Body(), dead.DeadLetterReason, dead.DeadLetterErrorDescription, (int)dead.ApplicationProperties["a"]));
    }

    [Fact]
    public async Task A_dead_letter_without_a_reason_is_one_all_the_same()
    {
        await receiver.DeadLetterMessageAsync(message);
        Assert.Null((await DeadAsync()).DeadLetterReason);
    }

    [Fact]
    public async Task A_dead_letter_is_completed_and_never_dies_again()
    {
        await receiver.DeadLetterMessageAsync(message, "why");
        await using var graves = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        for (var i = 0; i < 5; i++)
            await graves.AbandonMessageAsync(await graves.OneAsync());
        await graves.CompleteMessageAsync(await graves.OneAsync());
        Assert.Equal(0, service.Counts().DeadLetter);
    }

    [Fact]
    public async Task Too_many_deliveries_end_in_the_dead_letter_queue()
    {
        await receiver.AbandonMessageAsync(message);
        for (var i = 0; i < 2; i++)
            await receiver.AbandonMessageAsync(await receiver.OneAsync());
        Assert.Equal("MaxDeliveryCountExceeded", (await DeadAsync()).DeadLetterReason);
    }

    [Fact]
    public async Task Settling_twice_is_a_lost_lock()
    {
        await receiver.CompleteMessageAsync(message);
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    [InlineData("renew")]
    public async Task After_the_lock_it_is_too_late(string what)
    {
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => what switch
        {
            "complete" => receiver.CompleteMessageAsync(message),
            "abandon" => receiver.AbandonMessageAsync(message),
            "defer" => receiver.DeferMessageAsync(message),
            "dead-letter" => receiver.DeadLetterMessageAsync(message),
            _ => receiver.RenewMessageLockAsync(message),
        });
        Assert.Equal(1, service.Active());
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_a_whole_time_more()
    {
        service.Time.Advance(TimeSpan.FromSeconds(50));
        await receiver.RenewMessageLockAsync(message);
        Assert.Equal(service.Time.GetUtcNow().AddMinutes(1), message.LockedUntil, TimeSpan.FromMilliseconds(1));
        service.Time.Advance(TimeSpan.FromSeconds(59));
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_message_is_settled_by_its_token_when_its_link_is_gone()
    {
        service.Emulator.Faults.DetachLinks("q");
        // When this is answered, the client has seen that its link was gone.
        _ = await receiver.PeekMessageAsync(0);
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_message_is_settled_by_its_token_when_its_connection_is_gone()
    {
        var client = service.Connect(options => options.RetryOptions.MaxRetries = 3);
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("two"));
        var receiver = client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        service.Emulator.Faults.DropConnections();
        // When this is sent, the client has seen that its connection was gone.
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("three"));
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(2, service.Active());
    }

    [Fact]
    public async Task A_settlement_that_comes_late_is_told_of_the_lost_lock()
    {
        service.Emulator.Faults.DelaySettlements("q", 1, TimeSpan.FromMinutes(2));
        var settling = receiver.CompleteMessageAsync(message);
        await using var sender = service.Client.CreateSender("q");
        // The settlement is there when what was sent after it is.
        for (var i = 0; i < 3; i++)
            _ = await receiver.PeekMessageAsync(0);
        service.Time.Advance(TimeSpan.FromMinutes(2));
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => settling);
    }

    private async Task<ServiceBusReceivedMessage> DeadAsync() =>
        await service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).OneAsync();
}
