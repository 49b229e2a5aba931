using Microsoft.Extensions.Logging.Abstractions;

namespace TypedTasks.Transports.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task No_server_there_is_said_in_words()
    {
        var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o => o.SendTimeout = TimeSpan.FromMilliseconds(500));
        await broker.Emulator.DisposeAsync();
        var expected = $"Nothing listens at {transport.Endpoint}. Start the emulator, or correct the port of the Endpoint in the connection string.";

        var open = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.OpenReceiverAsync("work", new(1, 0), default));
        Assert.Equal((expected, true), (open.Message, open.IsTransient));
        var send = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.SendAsync([TestBroker.NewMessage("a")], default));
        Assert.Equal((expected, true), (send.Message, send.IsTransient));
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_fails_fast()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        var expected = $"Queue 'absent' does not exist at {transport.Endpoint}. Create it, or correct the queue name of the task.";
        var open = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.OpenReceiverAsync("absent", new(1, 0), default));
        Assert.Equal((expected, false), (open.Message, open.IsTransient));
        var send = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.SendAsync([TestBroker.NewMessage("a", "absent")], default));
        Assert.Equal((expected, false), (send.Message, send.IsTransient));
        var peek = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.PeekDeadLettersAsync("absent", null, default));
        Assert.Contains("does not exist", peek.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_fails_fast_and_is_not_shown()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o => o.ConnectionString =
            o.ConnectionString!.Replace("test-key-of-no-worth", "another-secret", StringComparison.Ordinal));
        var e = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.OpenReceiverAsync("work", new(1, 0), default));
        Assert.False(e.IsTransient);
        Assert.StartsWith($"{transport.Endpoint} refused the credentials", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_known_is_said_in_words()
    {
        await using var transport = TransportUnderTest.New(
            new() { ConnectionString = "Endpoint=sb://no-such-host.invalid;SharedAccessKeyName=n;SharedAccessKey=k" }, NullLoggerFactory.Instance);
        var e = await Assert.ThrowsAsync<TransportException>(async () =>
            await transport.OpenReceiverAsync("work", new(1, 0), default));
        Assert.StartsWith("The host of amqps://no-such-host.invalid:5671 is not known.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_of_the_server_receiving_and_sending_go_on()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        var lost = await receiver.NextAsync();

        await broker.RestartAsync();

        var failure = await Assert.ThrowsAnyAsync<TransportException>(async () => await lost.CompleteAsync([TestBroker.NewMessage("x")]));
        Assert.True(failure.IsTransient);
        await transport.SendAsync([TestBroker.NewMessage("b")], default);
        var delivery = await receiver.NextAsync();
        Assert.Equal("b", delivery.Message.Id);
        await delivery.CompleteAsync([TestBroker.NewMessage("c")]);
        Assert.Equal("c", (await receiver.NextAsync()).Message.Id);
    }

    [Fact]
    public async Task A_send_waits_for_a_server_that_comes_back()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport();
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await broker.Emulator.DisposeAsync();
        var sending = transport.SendAsync([TestBroker.NewMessage("b")], default).AsTask();
        await Task.Delay(500);
        Assert.False(sending.IsCompleted);
        await broker.RestartAsync();
        await sending.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, broker.Emulator.GetCounts("work").Active);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_expires()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = broker.NewTransport(o => o.TokenLifetime = TimeSpan.FromSeconds(5));
        await using var receiver = await transport.OpenReceiverAsync("work", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a")], default);
        await Task.Delay(TimeSpan.FromSeconds(8));
        await transport.SendAsync([TestBroker.NewMessage("b")], default);
        await (await receiver.NextAsync()).CompleteAsync([]);
        await (await receiver.NextAsync()).CompleteAsync([TestBroker.NewMessage("c")]);
        Assert.Equal("c", (await receiver.NextAsync()).Message.Id);
    }
}
