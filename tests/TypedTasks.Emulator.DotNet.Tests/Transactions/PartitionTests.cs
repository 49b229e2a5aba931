using System.Transactions;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Transactions;

public sealed class PartitionTests : IAsyncLifetime
{
    private Service _service = null!;
    private ServiceBusSender _sender = null!;
    private ServiceBusReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "p", EnablePartitioning = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "ps", EnablePartitioning = true, RequiresSession = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
        });
        _sender = _service.Client.CreateSender("p");
        _receiver = _service.Client.CreateReceiver("p");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task One_key_is_taken()
    {
        using (var scope = Service.Transaction())
        {
            await _sender.SendMessageAsync(Keyed("k"));
            await _sender.SendMessageAsync(Keyed("k"));
            scope.Complete();
        }

        Assert.Equal(2, _service.Active("p"));
    }

    [Fact]
    public async Task Two_keys_are_refused()
    {
        var scope = Service.Transaction();
        await _sender.SendMessageAsync(Keyed("1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.SendMessageAsync(Keyed("2")));
        scope.Complete();
        Assert.ThrowsAny<TransactionException>(scope.Dispose);
        Assert.Equal(0, _service.Active("p"));
    }

    [Fact]
    public async Task No_key_is_refused()
    {
        using var scope = Service.Transaction();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task Outside_of_transactions_any_key_and_none_is_taken()
    {
        foreach (var key in new[] { "1", "2", null }) await _sender.SendMessageAsync(Keyed(key));
        Assert.Equal(3, _service.Active("p"));
    }

    [Fact]
    public async Task Messages_of_one_key_are_settled_together()
    {
        await _sender.SendMessagesAsync([Keyed("k"), Keyed("k")]);
        var messages = await _receiver.ManyAsync(2);
        using (var scope = Service.Transaction())
        {
            foreach (var message in messages) await _receiver.CompleteMessageAsync(message);
            await _sender.SendMessageAsync(Keyed("k"));
            scope.Complete();
        }

        Assert.Equal(1, _service.Active("p"));
    }

    [Fact]
    public async Task Messages_of_two_keys_are_not_and_the_second_is_given_back()
    {
        foreach (var key in new[] { "1", "2" }) await _sender.SendMessageAsync(Keyed(key));
        var messages = await _receiver.ManyAsync(2);
        using (Service.Transaction())
        {
            await _receiver.CompleteMessageAsync(messages[0]);
            await Assert.ThrowsAsync<InvalidOperationException>(() => _receiver.CompleteMessageAsync(messages[1]));
        }

        await _receiver.CompleteMessageAsync(messages[0]);
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => _receiver.CompleteMessageAsync(messages[1]));
        Assert.Equal(2, (await _receiver.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_message_without_a_key_is_settled_alone()
    {
        await _sender.SendMessageAsync(Keyed(null));
        var message = await _receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await _receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        Assert.Equal(0, _service.Active("p"));
    }

    [Fact]
    public async Task A_message_without_a_key_shares_its_transaction_with_no_key()
    {
        await _sender.SendMessageAsync(Keyed(null));
        var message = await _receiver.OneAsync();
        using var scope = Service.Transaction();
        await _receiver.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.SendMessageAsync(Keyed("k")));
    }

    [Fact]
    public async Task A_session_is_a_key()
    {
        var sender = _service.Client.CreateSender("ps");
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
        await _sender.SendMessageAsync(new ServiceBusMessage("one") { TransactionPartitionKey = "k" });
        var client = _service.ConnectAcross();
        var receiver = client.CreateReceiver("p");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("two") { TransactionPartitionKey = "k" });
            scope.Complete();
        }

        Assert.Equal((0, 1), (_service.Active("p"), _service.Active("q")));
    }

    [Fact]
    public async Task By_way_of_a_partitioned_entity_a_transaction_key_is_needed()
    {
        await _sender.SendMessageAsync(Keyed("k"));
        var client = _service.ConnectAcross();
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
        await _sender.SendMessageAsync(Keyed("1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.ScheduleMessageAsync(Keyed("2"), _service.Time.GetUtcNow().AddHours(1)));
    }

    [Fact]
    public async Task Whether_an_entity_is_partitioned_is_told_and_stays_so()
    {
        var properties = (await _service.Administration.GetQueueAsync("p")).Value;
        Assert.True(properties.EnablePartitioning);
        var made = (await _service.Administration.CreateQueueAsync(new CreateQueueOptions("new") { EnablePartitioning = true })).Value;
        Assert.True(made.EnablePartitioning);
        await using var sender = _service.Client.CreateSender("new");
        using var scope = Service.Transaction();
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    private static ServiceBusMessage Keyed(string? key) => new("x") { PartitionKey = key };
}
