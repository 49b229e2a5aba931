using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class PeekTests : IAsyncLifetime
{
    private Service _service = null!;
    private ServiceBusReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync("q");
        _receiver = _service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Looking_locks_nothing()
    {
        await SendAsync(1);
        Assert.Equal("0", (await _receiver.PeekMessageAsync()).Body());
        Assert.Equal((1, "0"), ((await _receiver.OneAsync()).DeliveryCount, (await _receiver.PeekMessageAsync(0)).Body()));
    }

    [Fact]
    public async Task Each_look_goes_on_after_the_last()
    {
        await SendAsync(3);
        var seen = new List<string?>();
        for (var i = 0; i < 4; i++) seen.Add((await _receiver.PeekMessageAsync())?.Body());
        Assert.Equal(["0", "1", "2", null], seen);
    }

    [Fact]
    public async Task A_look_may_begin_anywhere()
    {
        await SendAsync(5);
        Assert.Equal(["2", "3"], (await _receiver.PeekMessagesAsync(2, fromSequenceNumber: 3)).Select(Receiving.Body));
    }

    [Fact]
    public async Task More_messages_than_one_answer_holds_are_seen_in_several()
    {
        await SendAsync(600);
        var seen = new List<string>();
        for (var page = await _receiver.PeekMessagesAsync(500); page.Count > 0; page = await _receiver.PeekMessagesAsync(500)) seen.AddRange(page.Select(Receiving.Body));
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task Nothing_is_null()
    {
        Assert.Null(await _receiver.PeekMessageAsync());
        Assert.Empty(await _receiver.PeekMessagesAsync(5));
    }

    [Fact]
    public async Task Deferred_messages_are_seen_as_such()
    {
        await SendAsync(1);
        await _receiver.DeferMessageAsync(await _receiver.OneAsync());
        Assert.Equal(ServiceBusMessageState.Deferred, (await _receiver.PeekMessageAsync()).State);
    }

    [Fact]
    public async Task Dead_letters_are_seen()
    {
        await SendAsync(1);
        await _receiver.DeadLetterMessageAsync(await _receiver.OneAsync(), "why");
        await using var graves = _service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal("why", (await graves.PeekMessageAsync()).DeadLetterReason);
    }

    [Fact]
    public async Task A_message_of_the_largest_size_is_seen()
    {
        await _service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(new byte[250_000]));
        Assert.Equal(250_000, (await _receiver.PeekMessageAsync()).Body.ToMemory().Length);
    }

    private async Task SendAsync(int count)
    {
        await using var sender = _service.Client.CreateSender("q");
        await sender.SendMessagesAsync(Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}")));
    }
}
