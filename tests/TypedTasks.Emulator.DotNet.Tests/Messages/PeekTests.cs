using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class PeekTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync("q");
        receiver = service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Looking_locks_nothing()
    {
        await SendAsync(1);
        Assert.Equal("0", (await receiver.PeekMessageAsync()).Body());
        Assert.Equal((1, "0"), ((await receiver.OneAsync()).DeliveryCount, (await receiver.PeekMessageAsync(0)).Body()));
    }

    [Fact]
    public async Task Each_look_goes_on_after_the_last()
    {
        await SendAsync(3);
        var seen = new List<string?>();
        for (var i = 0; i < 4; i++)
            seen.Add((await receiver.PeekMessageAsync())?.Body());
        Assert.Equal(["0", "1", "2", null], seen);
    }

    [Fact]
    public async Task A_look_may_begin_anywhere()
    {
        await SendAsync(5);
        Assert.Equal(["2", "3"], (await receiver.PeekMessagesAsync(2, fromSequenceNumber: 3)).Select(Receiving.Body));
    }

    [Fact]
    public async Task More_messages_than_one_answer_holds_are_seen_in_several()
    {
        await SendAsync(600);
        var seen = new List<string>();
        for (var page = await receiver.PeekMessagesAsync(500); page.Count > 0; page = await receiver.PeekMessagesAsync(500))
            seen.AddRange(page.Select(Receiving.Body));
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task Nothing_is_null()
    {
        Assert.Null(await receiver.PeekMessageAsync());
        Assert.Empty(await receiver.PeekMessagesAsync(5));
    }

    [Fact]
    public async Task Deferred_messages_are_seen_as_such()
    {
        await SendAsync(1);
        await receiver.DeferMessageAsync(await receiver.OneAsync());
        Assert.Equal(ServiceBusMessageState.Deferred, (await receiver.PeekMessageAsync()).State);
    }

    [Fact]
    public async Task Dead_letters_are_seen()
    {
        await SendAsync(1);
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync(), "why");
        await using var graves = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal("why", (await graves.PeekMessageAsync()).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_of_the_largest_size_is_seen()
    {
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(new byte[250_000]));
        Assert.Equal(250_000, (await receiver.PeekMessageAsync()).Body.ToMemory().Length);
    }

    private async Task SendAsync(int count)
    {
        await using var sender = service.Client.CreateSender("q");
        await sender.SendMessagesAsync(Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}")));
    }
}
