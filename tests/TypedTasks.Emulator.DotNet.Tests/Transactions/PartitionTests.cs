using System.Transactions;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

public sealed class PartitionTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusSender sender = null!;
    private ServiceBusReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "p", EnablePartitioning = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "ps", EnablePartitioning = true, RequiresSession = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
        });
        sender = service.Client.CreateSender("p");
        receiver = service.Client.CreateReceiver("p");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task One_key_is_taken()
    {
        using (var scope = Service.Transaction())
        {
            await sender.SendMessageAsync(Keyed("k"));
            await sender.SendMessageAsync(Keyed("k"));
            scope.Complete();
        }

        Assert.Equal(2, service.Active("p"));
    }

    [Fact]
    public async Task Two_keys_are_refused()
    {
        var scope = Service.Transaction();
        await sender.SendMessageAsync(Keyed("1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(Keyed("2")));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, service.Active("p"));
    }

    [Fact]
    public async Task No_key_is_refused()
    {
        using var scope = Service.Transaction();
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task Outside_of_transactions_any_key_and_none_is_taken()
    {
        foreach (var key in new[] { "1", "2", null })
            await sender.SendMessageAsync(Keyed(key));
        Assert.Equal(3, service.Active("p"));
    }

    [Fact]
    public async Task Messages_of_one_key_are_settled_together()
    {
        await sender.SendMessagesAsync([Keyed("k"), Keyed("k")]);
        var messages = await receiver.ManyAsync(2);
        using (var scope = Service.Transaction())
        {
            foreach (var message in messages)
                await receiver.CompleteMessageAsync(message);
            await sender.SendMessageAsync(Keyed("k"));
            scope.Complete();
        }

        Assert.Equal(1, service.Active("p"));
    }

    [Fact]
    public async Task Messages_of_two_keys_are_not_and_the_second_is_given_back()
    {
        foreach (var key in new[] { "1", "2" })
            await sender.SendMessageAsync(Keyed(key));
        var messages = await receiver.ManyAsync(2);
        using (Service.Transaction())
        {
            await receiver.CompleteMessageAsync(messages[0]);
            await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(messages[1]));
        }

        await receiver.CompleteMessageAsync(messages[0]);
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(messages[1]));
        Assert.Equal(2, (await receiver.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_message_without_a_key_is_settled_alone()
    {
        await sender.SendMessageAsync(Keyed(null));
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        Assert.Equal(0, service.Active("p"));
    }

    [Fact]
    public async Task A_message_without_a_key_shares_its_transaction_with_no_key()
    {
        await sender.SendMessageAsync(Keyed(null));
        var message = await receiver.OneAsync();
        using var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(Keyed("k")));
    }

    [Fact]
    public async Task A_session_is_a_key()
    {
        var sender = service.Client.CreateSender("ps");
        var scope = Service.Transaction();
        await sender.SendMessageAsync(new ServiceBusMessage("x") { SessionId = "1" });
        await sender.SendMessageAsync(new ServiceBusMessage("x") { SessionId = "1" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage("x") { SessionId = "2" }));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
    }

    [Fact]
    public async Task By_way_of_a_partitioned_entity_the_transaction_key_counts()
    {
        await sender.SendMessageAsync(new ServiceBusMessage("one") { TransactionPartitionKey = "k" });
        var client = service.ConnectAcross();
        var receiver = client.CreateReceiver("p");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("two") { TransactionPartitionKey = "k" });
            scope.Complete();
        }

        Assert.Equal((0, 1), (service.Active("p"), service.Active("q")));
    }

    [Fact]
    public async Task By_way_of_a_partitioned_entity_a_transaction_key_is_needed()
    {
        await sender.SendMessageAsync(Keyed("k"));
        var client = service.ConnectAcross();
        var receiver = client.CreateReceiver("p");
        var message = await receiver.OneAsync();
        using var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("two")));
    }

    [Fact]
    public async Task Requests_are_held_to_the_key_too()
    {
        using var scope = Service.Transaction();
        await sender.SendMessageAsync(Keyed("1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.ScheduleMessageAsync(Keyed("2"), service.Time.GetUtcNow().AddHours(1)));
    }

    [Fact]
    public async Task Whether_an_entity_is_partitioned_is_told_and_stays_so()
    {
        var properties = (await service.Administration.GetQueueAsync("p")).Value;
        Assert.True(properties.EnablePartitioning);
        var made = (await service.Administration.CreateQueueAsync(new CreateQueueOptions("new") { EnablePartitioning = true })).Value;
        Assert.True(made.EnablePartitioning);
        await using var sender = service.Client.CreateSender("new");
        using var scope = Service.Transaction();
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    private static ServiceBusMessage Keyed(string? key) => new("x") { PartitionKey = key };
}
