using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Amqp;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private ServiceBusEmulator emulator = null!;
    private LiteClient client = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new() { TimeProvider = time, Queues = { new QueueOptions { Name = "q", LockDuration = TimeSpan.FromSeconds(30) } } });
        client = await LiteClient.ConnectAsync(emulator, "q");
    }

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public async Task A_dropped_connection_ends_without_a_word()
    {
        var closed = new TaskCompletionSource<Error?>();
        client.Session.AddClosedCallback((_, error) => closed.TrySetResult(error));
        Assert.Equal(1, emulator.Faults.DropConnections());
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_link_is_detached_with_the_condition_that_was_asked_for()
    {
        var sender = client.Sender("q");
        await sender.SendAsync(LiteClient.Message("1"));
        var closed = new TaskCompletionSource<Error>();
        sender.AddClosedCallback((_, error) => closed.TrySetResult(error));
        Assert.Equal(1, emulator.Faults.DetachLinks("q", "com.microsoft:entity-disabled"));
        Assert.Equal("com.microsoft:entity-disabled", (string)(await closed.Task.WaitAsync(TimeSpan.FromSeconds(10))).Condition);
    }

    [Fact]
    public async Task A_throttled_entity_refuses_as_often_as_told()
    {
        var sender = client.Sender("q");
        emulator.Faults.Throttle("q", 1);
        var rejected = Assert.IsType<Rejected>(await LiteClient.SendAsync(sender, LiteClient.Message("1")));
        Assert.Equal("com.microsoft:server-busy", (string)rejected.Error.Condition);
        Assert.IsType<Accepted>(await LiteClient.SendAsync(sender, LiteClient.Message("1")));
    }

    [Fact]
    public async Task A_completed_message_is_delivered_once_more()
    {
        await client.Sender("q").SendAsync(LiteClient.Message("1"));
        var receiver = client.Receiver("q");
        receiver.SetCredit(2, CreditMode.Manual);
        emulator.Faults.DuplicateDeliveries("q", 1);
        Assert.IsType<Accepted>(await client.SettleAsync(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)), new Accepted()));
        var again = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1u, again.Header.DeliveryCount);
        Assert.IsType<Accepted>(await client.SettleAsync(again, new Accepted()));
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task A_settlement_whose_answer_is_lost_has_happened()
    {
        await client.Sender("q").SendAsync(LiteClient.Message("1"));
        await client.Sender("q").SendAsync(LiteClient.Message("2"));
        var receiver = client.Receiver("q");
        receiver.SetCredit(2, CreditMode.Manual);
        emulator.Faults.LoseSettlementAnswers("q", 1);
        var lost = client.SettleAsync(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)), new Accepted());
        await client.SettleAsync(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)), new Accepted());
        Assert.False(lost.IsCompleted);
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public async Task A_settlement_that_comes_late_counts_as_long_as_the_lock_holds(int seconds, bool isInTime)
    {
        await client.Sender("q").SendAsync(LiteClient.Message("1"));
        var receiver = client.Receiver("q");
        receiver.SetCredit(1, CreditMode.Manual);
        emulator.Faults.DelaySettlements("q", 1, TimeSpan.FromSeconds(seconds));
        var settled = client.SettleAsync(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)), new Accepted());
        // What is sent and answered after it shows that the settlement is held up by now.
        await client.Sender("q").SendAsync(LiteClient.Message("2"));
        Assert.False(settled.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(seconds));
        var outcome = await settled.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(isInTime, outcome is Accepted);
        if (!isInTime)
            Assert.Equal("com.microsoft:message-lock-lost", (string)Assert.IsType<Rejected>(outcome).Error.Condition);
        Assert.Equal(isInTime ? 1 : 2, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task A_lost_settlement_leaves_the_message_locked_until_its_time_is_over()
    {
        await client.Sender("q").SendAsync(LiteClient.Message("1"));
        var receiver = client.Receiver("q");
        receiver.SetCredit(2, CreditMode.Manual);
        emulator.Faults.LoseSettlements("q", 1);
        var lost = client.SettleAsync(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)), new Accepted());
        await client.Sender("q").SendAsync(LiteClient.Message("2"));
        Assert.Equal("2", (await receiver.ReceiveAsync(TimeSpan.FromSeconds(10))).Properties.MessageId);
        Assert.False(lost.IsCompleted);
        receiver.SetCredit(1, CreditMode.Manual);
        time.Advance(TimeSpan.FromSeconds(30));
        var again = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("1", 1u), (again.Properties.MessageId, again.Header.DeliveryCount));
    }
}
