using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class SettleTests
{
    [Fact]
    public async Task A_message_is_completed()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("one"));
        var receiver = service.Client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        Assert.Equal("one", message.Body());
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task In_a_transaction()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("one"));
        var receiver = service.Client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("two"));
            Assert.Equal(1, service.Active());
            scope.Complete();
        }

        Assert.Equal(["two"], await service.Client.DrainAsync("q", 1));
    }

    [Fact]
    public async Task Across()
    {
        await using var service = await Service.StartAsync("q", "b", "c");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("one"));
        var client = service.ConnectAcross();
        var receiver = client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            await client.CreateSender("b").SendMessageAsync(new ServiceBusMessage("two"));
            await client.CreateSender("c").SendMessageAsync(new ServiceBusMessage("three"));
            scope.Complete();
        }

        Assert.Equal(["two"], await service.Client.DrainAsync("b", 1));
        Assert.Equal(["three"], await service.Client.DrainAsync("c", 1));
        Assert.Equal(0, service.Active());
    }
}
