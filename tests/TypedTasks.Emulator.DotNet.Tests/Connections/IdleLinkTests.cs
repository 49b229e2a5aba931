using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Connections;

public sealed class IdleLinkTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_link_that_is_idle_for_ten_minutes_is_detached_and_the_client_makes_another()
    {
        await using var service = await Service.StartAsync("q");
        var client = service.Connect(options => options.RetryOptions.MaxRetries = 3);
        var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("before"));
        service.Time.Advance(TenMinutes);
        Assert.Equal(0, service.Emulator.Faults.DetachLinks("q"));
        await sender.SendMessageAsync(new ServiceBusMessage("after"));
        Assert.Equal(2, service.Active());
    }

    [Fact]
    public async Task A_link_lives_for_less_than_ten_minutes_without_being_used()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        service.Time.Advance(TenMinutes - TimeSpan.FromSeconds(1));
        Assert.Equal(1, service.Emulator.Faults.DetachLinks("q"));
    }

    [Fact]
    public async Task A_link_that_is_used_now_and_then_lives_on()
    {
        await using var service = await Service.StartAsync("q");
        var sender = service.Client.CreateSender("q");
        for (var i = 0; i < 5; i++)
        {
            await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
            service.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(1, service.Emulator.Faults.DetachLinks("q"));
    }

    [Fact]
    public async Task A_receiver_that_waits_is_idle_too()
    {
        await using var service = await Service.StartAsync("q");
        var receiver = service.Client.CreateReceiver("q");
        var waiting = receiver.ReceiveMessageAsync(Service.Patience);
        _ = await receiver.PeekMessageAsync();
        service.Time.Advance(TenMinutes);
        Assert.Equal(0, service.Emulator.Faults.DetachLinks("q"));
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        await Task.WhenAny(waiting);
        Assert.Equal(["x"], await service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Requests_for_a_link_keep_it()
    {
        await using var service = await Service.StartAsync(options => options.Queues.Add(new QueueOptions { Name = "q", LockDuration = TimeSpan.FromMinutes(5) }));
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        var receiver = service.Client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        for (var i = 0; i < 6; i++)
        {
            service.Time.Advance(TimeSpan.FromMinutes(4));
            await receiver.RenewMessageLockAsync(message);
        }

        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task Links_may_be_idle_for_as_long_as_a_test_says()
    {
        await using var service = await Service.StartAsync(options =>
        {
            options.IdleLinkTimeout = Timeout.InfiniteTimeSpan;
            options.Queues.Add(new QueueOptions { Name = "q" });
        });
        var sender = service.Client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        service.Time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(1, service.Emulator.Faults.DetachLinks("q"));
    }
}
