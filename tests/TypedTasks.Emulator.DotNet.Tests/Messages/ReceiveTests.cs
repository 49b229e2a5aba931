using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class ReceiveTests
{
    private static readonly ServiceBusReceiverOptions Deleting = new() { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete };

    [Fact]
    public async Task What_is_received_and_deleted_is_gone_at_once()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 3);
        var receiver = service.Client.CreateReceiver("q", Deleting);
        Assert.Equal("0", (await receiver.OneAsync()).Body());
        Assert.Equal(2, service.Active());
    }

    [Fact]
    public async Task Nothing_is_null_when_the_wait_is_over()
    {
        await using var service = await Service.StartAsync("q");
        Assert.Null(await service.Client.CreateReceiver("q").ReceiveMessageAsync(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Nothing_is_an_empty_list_when_the_wait_is_over()
    {
        await using var service = await Service.StartAsync("q");
        Assert.Empty(await service.Client.CreateReceiver("q").ReceiveMessagesAsync(5, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Messages_are_received_together()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), (await service.Client.CreateReceiver("q").ManyAsync(20)).Select(Receiving.Body));
    }

    [Fact]
    public async Task Messages_are_received_as_a_stream()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 5);
        var bodies = new List<string>();
        await foreach (var message in service.Client.CreateReceiver("q", Deleting).ReceiveMessagesAsync())
        {
            bodies.Add(message.Body());
            if (bodies.Count == 5)
                break;
        }

        Assert.Equal(["0", "1", "2", "3", "4"], bodies);
    }

    [Fact]
    public async Task A_receiver_that_waits_gets_what_comes_later()
    {
        await using var service = await Service.StartAsync("q");
        var waiting = service.Client.CreateReceiver("q").OneAsync();
        await SendAsync(service, 1);
        Assert.Equal("0", (await waiting).Body());
    }

    [Fact]
    public async Task A_message_goes_to_one_of_two_receivers()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 2);
        var (first, second) = (service.Client.CreateReceiver("q"), service.Client.CreateReceiver("q"));
        Assert.NotEqual((await first.OneAsync()).Body(), (await second.OneAsync()).Body());
    }

    [Fact]
    public async Task Prefetched_messages_are_locked_and_no_more_than_those()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 20);
        var receiver = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { PrefetchCount = 5 });
        var first = await receiver.OneAsync();
        Assert.Equal("0", first.Body());
        var other = service.Client.CreateReceiver("q");
        Assert.InRange(int.Parse((await other.OneAsync()).Body(), System.Globalization.CultureInfo.InvariantCulture), 5, 6);
    }

    [Fact]
    public async Task Prefetched_messages_come_in_order_and_all()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 100);
        var receiver = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { PrefetchCount = 30, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), (await receiver.ManyAsync(100)).Select(Receiving.Body));
    }

    [Fact]
    public async Task A_thousand_messages_are_received_and_completed()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, 1000).Select(i => new ServiceBusMessage($"{i}")));
        var receiver = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { PrefetchCount = 200 });
        for (var left = 1000; left > 0;)
        {
            var some = await receiver.ReceiveMessagesAsync(100, Service.Patience);
            await Task.WhenAll(some.Select(message => receiver.CompleteMessageAsync(message)));
            left -= some.Count;
        }

        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task What_was_locked_comes_again_when_the_lock_is_over_and_counts()
    {
        await using var service = await Service.StartAsync("q");
        await SendAsync(service, 1);
        var receiver = service.Client.CreateReceiver("q");
        Assert.Equal(1, (await receiver.OneAsync()).DeliveryCount);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await receiver.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_receive_that_is_cancelled_takes_nothing()
    {
        await using var service = await Service.StartAsync("q");
        var receiver = service.Client.CreateReceiver("q");
        using var patience = new CancellationTokenSource();
        var waiting = receiver.ReceiveMessageAsync(Service.Patience, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await receiver.CloseAsync();
        await SendAsync(service, 1);
        Assert.Equal("0", (await service.Client.CreateReceiver("q").OneAsync()).Body());
    }

    [Fact]
    public async Task Names_of_queues_ignore_case()
    {
        await using var service = await Service.StartAsync("Orders");
        await service.Client.CreateSender("ORDERS").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(["x"], await service.Client.DrainAsync("orders", 1));
    }

    [Fact]
    public async Task A_queue_may_have_slashes_in_its_name()
    {
        await using var service = await Service.StartAsync("shop/orders");
        await service.Client.CreateSender("shop/orders").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(["x"], await service.Client.DrainAsync("shop/orders", 1));
    }

    private static async Task SendAsync(Service service, int count)
    {
        await using var sender = service.Client.CreateSender("q");
        await sender.SendMessagesAsync(Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}")));
    }
}
