using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing.Tests;

public sealed class InMemoryTransportTests : IAsyncLifetime
{
    private const string Queue = "q";
    private static readonly ReceiverOptions Options = new(4, 0);
    private readonly FakeTimeProvider time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTransport transport;

    public InMemoryTransportTests() => transport = new(time);

    [Fact]
    public async Task Counts_follow_a_message()
    {
        await SendAsync(Message("1"), Message("2"), Message("3", time.GetUtcNow().AddMinutes(1)));
        Assert.Equal(new(2, 0, 1, 0), transport.Count(Queue));
        await using var receiver = await OpenAsync();
        var delivery = await ReceiveAsync(receiver);
        Assert.Equal(new(1, 1, 1, 0), transport.Count(Queue));
        await delivery.DeadLetterAsync("Test", "On purpose.");
        Assert.Equal(new(1, 0, 1, 1), transport.Count(Queue));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(2, 0, 0, 1), transport.Count(Queue));
    }

    [Fact]
    public async Task Messages_come_in_the_order_sent_and_the_redelivered_first()
    {
        await SendAsync(Message("1"), Message("2"), Message("3"));
        await using var receiver = await OpenAsync();
        await (await ReceiveAsync(receiver)).AbandonAsync();
        foreach (var id in new[] { "1", "2", "3" })
            Assert.Equal(id, (await ReceiveAsync(receiver)).Message.Id);
    }

    [Fact]
    public async Task Idle_is_when_nothing_waits_and_nothing_is_locked()
    {
        await transport.WhenIdleAsync();
        await SendAsync(Message("1"), Message("later", time.GetUtcNow().AddMinutes(1)));
        var idle = transport.WhenIdleAsync();
        await using var receiver = await OpenAsync();
        await (await ReceiveAsync(receiver)).CompleteAsync([Message("2")]);
        Assert.False(idle.IsCompleted);
        await (await ReceiveAsync(receiver)).CompleteAsync([]);
        await idle;
        using var cancellation = new CancellationTokenSource();
        time.Advance(TimeSpan.FromMinutes(1));
        var never = transport.WhenIdleAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task A_message_that_comes_too_often_is_dead_lettered_by_the_broker()
    {
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            var delivery = await ReceiveAsync(receiver);
            Assert.Equal(i, delivery.DeliveryCount);
            await delivery.AbandonAsync();
        }

        var letter = Assert.Single((await transport.PeekDeadLettersAsync(Queue, null, CancellationToken.None)).Messages);
        Assert.Equal("MaxDeliveryCountExceeded", letter.Reason);
        await transport.WhenIdleAsync();
    }

    [Fact]
    public async Task An_id_is_forgotten_after_the_window_and_beyond_the_history()
    {
        await SendAsync(Message("1"));
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await SendAsync(Message("1"));
        Assert.Equal(1, transport.Count(Queue).Active);
        time.Advance(TimeSpan.FromTicks(1));
        await SendAsync(Message("1"));
        Assert.Equal(2, transport.Count(Queue).Active);

        await using var small = new InMemoryTransport(time, new() { DuplicateHistory = 2 });
        await small.SendAsync([Message("1"), Message("2"), Message("3"), Message("1"), Message("3")], CancellationToken.None);
        Assert.Equal(4, small.Count(Queue).Active);
    }

    [Fact]
    public async Task Expired_locks_are_signalled_and_redelivered()
    {
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        var lost = await ReceiveAsync(receiver);
        var token = lost.LockLost;
        transport.ExpireLocks();
        Assert.True(token.IsCancellationRequested);
        await Assert.ThrowsAsync<LockLostException>(() => lost.CompleteAsync([Message("2")]).AsTask());
        await lost.AbandonAsync();
        Assert.Equal(1, (await ReceiveAsync(receiver)).DeliveryCount);
        Assert.Equal(new(0, 1, 0, 0), transport.Count(Queue));
    }

    [Fact]
    public async Task A_delivery_is_settled_once()
    {
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        var delivery = await ReceiveAsync(receiver);
        await delivery.CompleteAsync([]);
        Assert.Throws<InvalidOperationException>(() => { _ = delivery.CompleteAsync([]).AsTask(); });
    }

    [Theory]
    [InlineData(TransportFault.SendRefused, 0)]
    [InlineData(TransportFault.SendUnanswered, 1)]
    public async Task A_send_fails_before_or_after_it_was_accepted(TransportFault fault, int accepted)
    {
        transport.Faults.Inject(fault, static m => m.Id == "2");
        await SendAsync(Message("1"));
        await Assert.ThrowsAsync<TransportException>(() => SendAsync(Message("2")).AsTask());
        Assert.Equal(1 + accepted, transport.Count(Queue).Active);
        await SendAsync(Message("2"));
        Assert.Equal(2, transport.Count(Queue).Active);
    }

    [Fact]
    public async Task A_send_is_duplicated()
    {
        transport.Faults.Inject(TransportFault.SendDuplicated);
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        foreach (var delivery in new[] { await ReceiveAsync(receiver), await ReceiveAsync(receiver) })
        {
            Assert.Equal(0, delivery.DeliveryCount);
            await delivery.CompleteAsync([]);
        }
    }

    [Fact]
    public async Task A_lost_settlement_sends_nothing_and_the_lock_runs_out()
    {
        transport.Faults.Inject(TransportFault.SettlementLost);
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        var delivery = await ReceiveAsync(receiver);
        var error = await Assert.ThrowsAsync<TransportException>(() => delivery.CompleteAsync([Message("2")]).AsTask());
        Assert.IsNotType<LockLostException>(error);
        var receive = receiver.ReceiveAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(receive.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await receive)!.DeliveryCount);
        Assert.Equal(new(0, 1, 0, 0), transport.Count(Queue));
    }

    [Fact]
    public async Task An_unanswered_settlement_has_happened()
    {
        transport.Faults.Inject(TransportFault.SettlementUnanswered);
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        var delivery = await ReceiveAsync(receiver);
        await Assert.ThrowsAsync<TransportException>(() => delivery.CompleteAsync([Message("2")]).AsTask());
        Assert.Equal(new(1, 0, 0, 0), transport.Count(Queue));
    }

    [Theory]
    [InlineData(TransportFault.LockLost)]
    [InlineData(TransportFault.DeliveredTwice)]
    public async Task A_lock_is_lost_without_a_sign(TransportFault fault)
    {
        transport.Faults.Inject(fault);
        await SendAsync(Message("1"));
        await using var receiver = await OpenAsync();
        var delivery = await ReceiveAsync(receiver);
        Assert.False(delivery.LockLost.IsCancellationRequested);
        await Assert.ThrowsAsync<LockLostException>(() => delivery.CompleteAsync([Message("2")]).AsTask());
        await (await ReceiveAsync(receiver)).CompleteAsync([]);
        Assert.Equal(default, transport.Count(Queue));
        await transport.WhenIdleAsync();
    }

    [Fact]
    public async Task Faults_happen_as_often_as_they_were_asked_for()
    {
        transport.Faults.Inject(TransportFault.SendRefused, times: 2);
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<TransportException>(() => SendAsync(Message("1")).AsTask());
        await SendAsync(Message("1"));
        transport.Faults.Inject(TransportFault.SendRefused);
        transport.Faults.Clear();
        await SendAsync(Message("2"));
        Assert.Equal(2, transport.Count(Queue).Active);
    }

    [Fact]
    public async Task What_is_due_comes_in_order_even_when_time_jumps()
    {
        foreach (var minutes in new[] { 3, 1, 2, 60 * 24 * 3 })
            await SendAsync(Message($"{minutes}", time.GetUtcNow().AddMinutes(minutes)));
        await using var receiver = await OpenAsync();
        time.Advance(TimeSpan.FromDays(2));
        foreach (var id in new[] { "1", "2", "3" })
            Assert.Equal(id, (await ReceiveAsync(receiver)).Message.Id);
        Assert.Equal(1, transport.Count(Queue).Scheduled);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("4320", (await ReceiveAsync(receiver)).Message.Id);
    }

    [Fact]
    public async Task Scheduled_messages_come_on_the_system_clock_too()
    {
        await using var real = new InMemoryTransport();
        await using var receiver = await real.OpenReceiverAsync(Queue, Options, CancellationToken.None);
        var due = TimeProvider.System.GetUtcNow().AddMilliseconds(30);
        await real.SendAsync([Message("1", due)], CancellationToken.None);
        await ReceiveAsync(receiver);
        Assert.True(TimeProvider.System.GetUtcNow() >= due);
    }

    [Fact]
    public async Task A_message_without_queue_or_with_a_bad_id_is_refused_for_good()
    {
        var longId = new string('x', 129);
        foreach (var message in new[] { Message(""), Message(longId), new TaskMessage { Id = "1", Queue = "", FlowId = "f", Subject = "s", Step = "0", Body = default } })
        {
            var error = await Assert.ThrowsAsync<TransportException>(async () => await SendAsync(message));
            Assert.False(error.IsTransient);
        }
    }

    [Fact]
    public async Task The_builder_registers_one_of_each()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        new TypedTasksBuilder(services).UseInMemoryTransport().UseInMemoryStore();
        await using var provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<InMemoryTransport>(), provider.GetRequiredService<ITransport>());
        Assert.Same(provider.GetRequiredService<InMemoryTaskStore>(), provider.GetRequiredService<ITaskStore>());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => transport.DisposeAsync().AsTask();

    private static TaskMessage Message(string id, DateTimeOffset? notBefore = null) =>
        new() { Id = id, Queue = Queue, FlowId = "f", Subject = "s", Step = "0", Body = default, NotBefore = notBefore };

    private static async Task<IDelivery> ReceiveAsync(IReceiver receiver) =>
        await receiver.ReceiveAsync(CancellationToken.None) ?? throw new InvalidOperationException("The receiver was stopped.");

    private ValueTask SendAsync(params TaskMessage[] messages) => transport.SendAsync(messages, CancellationToken.None);

    private ValueTask<IReceiver> OpenAsync() => transport.OpenReceiverAsync(Queue, Options, CancellationToken.None);
}
