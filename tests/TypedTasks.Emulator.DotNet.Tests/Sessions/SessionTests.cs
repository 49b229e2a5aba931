using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Sessions;

public sealed class SessionTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusClient client = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true, RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "q" });
        });
        client = service.Client;
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_session_is_received_in_order_and_alone()
    {
        await SendAsync("a1", "b1", "a2");
        await using var session = await client.AcceptSessionAsync("s", "a");
        Assert.Equal(["a1", "a2"], (await session.ManyAsync(2)).Select(Receiving.Body));
        Assert.Equal("a", session.SessionId);
    }

    [Fact]
    public async Task The_next_session_is_one_that_has_messages_and_nobody_else()
    {
        await SendAsync("a1", "b1");
        await using var first = await client.AcceptNextSessionAsync("s");
        await using var second = await client.AcceptNextSessionAsync("s");
        Assert.Equal(["a", "b"], new[] { first.SessionId, second.SessionId }.Order());
    }

    [Fact]
    public async Task Whoever_waits_gets_the_session_that_comes()
    {
        var waiting = client.AcceptNextSessionAsync("s");
        await SendAsync("a1");
        await using var session = await waiting.WaitAsync(Service.Patience);
        Assert.Equal("a1", (await session.OneAsync()).Body());
    }

    [Fact]
    public async Task An_empty_session_can_be_taken_by_its_name()
    {
        await using var session = await client.AcceptSessionAsync("s", "nobody yet");
        await SendAsync("n1");
        Assert.Equal("nobody yet", session.SessionId);
        Assert.Null(await session.GetSessionStateAsync());
    }

    [Fact]
    public async Task A_session_that_is_held_cannot_be_taken()
    {
        await using var session = await client.AcceptSessionAsync("s", "a");
        await Fails.WithAsync(ServiceBusFailureReason.SessionCannotBeLocked, () => client.AcceptSessionAsync("s", "a"));
    }

    [Fact]
    public async Task A_session_is_free_when_its_receiver_is_closed_and_its_messages_come_again_uncounted()
    {
        await SendAsync("a1");
        var first = await client.AcceptSessionAsync("s", "a");
        Assert.Equal(1, (await first.OneAsync()).DeliveryCount);
        await first.DisposeAsync();
        await using var second = await client.AcceptSessionAsync("s", "a");
        Assert.Equal(1, (await second.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task The_state_of_a_session_is_kept_until_it_is_taken_away()
    {
        await using (var session = await client.AcceptSessionAsync("s", "a"))
            await session.SetSessionStateAsync(new BinaryData("half done"));
        await using (var session = await client.AcceptSessionAsync("s", "a"))
        {
            Assert.Equal("half done", (await session.GetSessionStateAsync()).ToString());
            await session.SetSessionStateAsync(null);
        }

        await using var last = await client.AcceptSessionAsync("s", "a");
        Assert.Null(await last.GetSessionStateAsync());
    }

    [Fact]
    public async Task The_lock_of_a_session_is_renewed_with_that_of_its_messages()
    {
        await SendAsync("a1");
        await using var session = await client.AcceptSessionAsync("s", "a");
        var message = await session.OneAsync();
        service.Time.Advance(TimeSpan.FromSeconds(50));
        await session.RenewSessionLockAsync();
        Assert.Equal(service.Time.GetUtcNow().AddMinutes(1), session.SessionLockedUntil, TimeSpan.FromMilliseconds(1));
        service.Time.Advance(TimeSpan.FromSeconds(50));
        await session.CompleteMessageAsync(message);
        Assert.Equal(0, service.Active("s"));
    }

    [Fact]
    public async Task A_session_whose_lock_is_over_is_lost()
    {
        await SendAsync("a1");
        await using var session = await client.AcceptSessionAsync("s", "a");
        var message = await session.OneAsync();
        service.Emulator.Faults.DelaySettlements("s", 1, TimeSpan.FromMinutes(5));
        var settling = session.CompleteMessageAsync(message);
        // The settlement is there when this, which was sent after it, is answered.
        _ = await session.PeekMessageAsync(0);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await Fails.WithAsync(ServiceBusFailureReason.SessionLockLost, () => settling);
        await using var next = await client.AcceptSessionAsync("s", "a");
        Assert.Equal(2, (await next.OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_receiver_whose_link_was_detached_has_lost_its_session_and_is_closed()
    {
        await SendAsync("a1");
        await using var session = await client.AcceptSessionAsync("s", "a");
        service.Emulator.Faults.DetachLinks("s");
        // The client closes the receiver by itself: whoever holds it has to take the session anew.
        await Service.UntilAsync(() => session.IsClosed);
        await using var next = await client.AcceptSessionAsync("s", "a");
        Assert.Equal("a1", (await next.OneAsync()).Body());
    }

    [Fact]
    public async Task A_deferred_message_of_a_session_is_received_by_its_number()
    {
        await SendAsync("a1");
        await using var session = await client.AcceptSessionAsync("s", "a");
        var message = await session.OneAsync();
        await session.DeferMessageAsync(message);
        var deferred = await session.ReceiveDeferredMessageAsync(message.SequenceNumber);
        await session.CompleteMessageAsync(deferred);
        Assert.Equal((0, 0), (service.Active("s"), service.Counts("s").Deferred));
    }

    [Fact]
    public async Task An_abandoned_message_comes_before_the_next()
    {
        await SendAsync("a1", "a2");
        await using var session = await client.AcceptSessionAsync("s", "a");
        await session.AbandonMessageAsync(await session.OneAsync());
        Assert.Equal(["a1", "a2"], (await session.ManyAsync(2)).Select(Receiving.Body));
    }

    [Fact]
    public async Task Looking_sees_the_own_session_alone()
    {
        await SendAsync("b1", "a1", "b2");
        await using var session = await client.AcceptSessionAsync("s", "b");
        Assert.Equal(["b1", "b2"], (await session.PeekMessagesAsync(10)).Select(Receiving.Body));
    }

    [Fact]
    public async Task Dead_letters_of_sessions_lie_together()
    {
        await SendAsync("a1");
        await using var session = await client.AcceptSessionAsync("s", "a");
        await session.DeadLetterMessageAsync(await session.OneAsync(), "why");
        await using var graves = client.CreateReceiver("s", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal(("a1", "a"), ((await graves.OneAsync()).Body(), (await graves.PeekMessageAsync(0)).SessionId));
    }

    [Fact]
    public async Task A_session_is_prefetched_in_order()
    {
        await SendAsync([.. Enumerable.Range(0, 30).Select(i => $"a{i}")]);
        await using var session = await client.AcceptSessionAsync("s", "a", new ServiceBusSessionReceiverOptions { PrefetchCount = 10 });
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"a{i}"), (await session.ManyAsync(30)).Select(Receiving.Body));
    }

    [Fact]
    public async Task A_session_is_received_and_deleted()
    {
        await SendAsync("a1", "a2");
        await using var session = await client.AcceptSessionAsync("s", "a", new ServiceBusSessionReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        Assert.Equal(2, (await session.ManyAsync(2)).Count);
        Assert.Equal(0, service.Active("s"));
    }

    [Fact]
    public async Task A_message_without_a_session_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public async Task A_receiver_without_a_session_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateReceiver("s").ReceiveMessageAsync(Service.Patience));
    }

    [Fact]
    public async Task A_session_of_a_queue_without_them_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AcceptSessionAsync("q", "a"));
    }

    [Fact]
    public async Task A_session_that_is_not_held_exclusively_is_said_to_be_unknown()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => client.AcceptSessionAsync("s", "a", new ServiceBusSessionReceiverOptions { EnableNonExclusiveSession = true }));
    }

    [Fact]
    public async Task A_schedule_belongs_to_its_session()
    {
        await client.CreateSender("s").ScheduleMessageAsync(new ServiceBusMessage("later") { SessionId = "a" }, service.Time.GetUtcNow().AddMinutes(5));
        service.Time.Advance(TimeSpan.FromMinutes(6));
        await using var session = await client.AcceptNextSessionAsync("s");
        Assert.Equal(("a", "later"), (session.SessionId, (await session.OneAsync()).Body()));
    }

    [Fact]
    public async Task Sessions_with_messages_or_a_state_are_listed()
    {
        await SendAsync("b1", "a1", "a2");
        await using (var session = await client.AcceptSessionAsync("s", "c"))
            await session.SetSessionStateAsync(new BinaryData("state"));
        Assert.Equal(["a", "b", "c"], await client.GetMessageSessionsAsync("s").ToListAsync());
    }

    [Fact]
    public async Task Sessions_whose_state_was_written_since_are_listed()
    {
        await using (var session = await client.AcceptSessionAsync("s", "a"))
            await session.SetSessionStateAsync(new BinaryData("old"));
        var between = service.Time.GetUtcNow().AddSeconds(1);
        service.Time.Advance(TimeSpan.FromSeconds(2));
        await using (var session = await client.AcceptSessionAsync("s", "b"))
            await session.SetSessionStateAsync(new BinaryData("new"));
        Assert.Equal(["b"], await client.GetMessageSessionsAsync("s", between).ToListAsync());
    }

    /// <summary>Sends messages whose first letter names their session.</summary>
    private async Task SendAsync(params string[] bodies)
    {
        await using var sender = client.CreateSender("s");
        foreach (var body in bodies)
            await sender.SendMessageAsync(new ServiceBusMessage(body) { SessionId = body[..1] });
    }
}
