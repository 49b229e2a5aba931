using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Amqp;

public sealed class TransactionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private ServiceBusEmulator emulator = null!;
    private LiteClient client = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new()
        {
            TimeProvider = time,
            Queues = { new QueueOptions { Name = "a" }, new QueueOptions { Name = "b" } },
        });
        client = await LiteClient.ConnectAsync(emulator, "a", "b", "nowhere");
    }

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_step_is_handed_on_in_one_transaction()
    {
        var (receiver, message) = await ReceiveOneAsync();
        var via = client.Sender("a", destination: "b");
        var id = await client.DeclareAsync();
        Assert.IsType<TransactionalState>(await Answer(via, "next", id));
        var provisional = Assert.IsType<TransactionalState>(await client.SettleAsync(message, In(id, new Accepted())));
        Assert.IsType<Accepted>(provisional.Outcome);
        Assert.Equal((1, 0), (emulator.GetCounts("a").Active, emulator.GetCounts("b").Active));
        Assert.IsType<Accepted>(await client.DischargeAsync(id));
        Assert.Equal((0, 1), (emulator.GetCounts("a").Active, emulator.GetCounts("b").Active));
        await receiver.CloseAsync();
    }

    [Fact]
    public async Task A_rollback_keeps_the_message_locked_and_settleable()
    {
        var (_, message) = await ReceiveOneAsync();
        var id = await client.DeclareAsync();
        await Answer(client.Sender("a", "b"), "next", id);
        await client.SettleAsync(message, In(id, new Accepted()));
        Assert.IsType<Accepted>(await client.DischargeAsync(id, fail: true));
        Assert.Equal((1, 0), (emulator.GetCounts("a").Active, emulator.GetCounts("b").Active));
        Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
        Assert.Equal(0, emulator.GetCounts("a").Active);
    }

    [Fact]
    public async Task Two_entities_are_refused_without_send_via()
    {
        var (_, message) = await ReceiveOneAsync();
        var id = await client.DeclareAsync();
        await client.SettleAsync(message, In(id, new Accepted()));
        var refused = Assert.IsType<Rejected>(await Answer(client.Sender("b"), "next", id));
        Assert.Equal("amqp:not-allowed", (string)refused.Error.Condition);
        var discharged = Assert.IsType<Rejected>(await client.DischargeAsync(id));
        Assert.Equal("amqp:transaction:rollback", (string)discharged.Error.Condition);
        Assert.Equal((1, 0), (emulator.GetCounts("a").Active, emulator.GetCounts("b").Active));
    }

    [Fact]
    public async Task A_destination_that_does_not_exist_is_found_in_the_transfer_dead_letter_queue()
    {
        var id = await client.DeclareAsync();
        await Answer(client.Sender("a", "nowhere"), "lost", id);
        Assert.IsType<Accepted>(await client.DischargeAsync(id));
        Assert.Equal(1, emulator.GetCounts("a").TransferDeadLetter);
        var receiver = client.Receiver("a/$Transfer/$DeadLetterQueue");
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("lost", message.Properties.MessageId);
        Assert.Equal("TransferDestinationNotFound", message.ApplicationProperties["DeadLetterReason"]);
    }

    [Fact]
    public async Task A_sender_by_way_of_one_queue_needs_a_token_for_the_other_too()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "a");
        var sender = client.Sender("a", "b");
        var failure = await Assert.ThrowsAsync<AmqpException>(() => sender.SendAsync(LiteClient.Message("1"), TimeSpan.FromSeconds(5)));
        Assert.Equal("amqp:unauthorized-access", (string)failure.Error.Condition);
    }

    [Fact]
    public async Task Transactions_of_one_coordinator_may_overlap()
    {
        var first = await client.DeclareAsync();
        var second = await client.DeclareAsync();
        var sender = client.Sender("a");
        await Answer(sender, "1", first);
        await Answer(sender, "2", second);
        Assert.IsType<Accepted>(await client.DischargeAsync(second));
        Assert.Equal(1, emulator.GetCounts("a").Active);
        Assert.IsType<Accepted>(await client.DischargeAsync(first));
        Assert.Equal(2, emulator.GetCounts("a").Active);
    }

    [Fact]
    public async Task The_hundred_and_first_message_is_refused()
    {
        var id = await client.DeclareAsync();
        var sender = client.Sender("a");
        for (var i = 0; i < 100; i++)
            Assert.IsType<TransactionalState>(await Answer(sender, $"{i}", id));
        Assert.IsType<Rejected>(await Answer(sender, "100", id));
        Assert.IsType<Rejected>(await client.DischargeAsync(id));
        Assert.Equal(0, emulator.GetCounts("a").Active);
    }

    [Fact]
    public async Task After_two_minutes_it_is_too_late()
    {
        var id = await client.DeclareAsync();
        await Answer(client.Sender("a"), "1", id);
        time.Advance(TimeSpan.FromMinutes(2));
        var rejected = Assert.IsType<Rejected>(await client.DischargeAsync(id));
        Assert.Equal("amqp:transaction:timeout", (string)rejected.Error.Condition);
        Assert.Equal(0, emulator.GetCounts("a").Active);
    }

    [Fact]
    public async Task Closing_the_control_link_rolls_back()
    {
        var id = await client.DeclareAsync();
        await Answer(client.Sender("a"), "1", id);
        await client.CloseCoordinatorAsync();
        Assert.Equal(0, emulator.GetCounts("a").Active);
        var refused = Assert.IsType<Rejected>(await Answer(client.Sender("a"), "2", id));
        Assert.Equal("amqp:transaction:unknown-id", (string)refused.Error.Condition);
    }

    [Fact]
    public async Task A_lock_lost_within_the_transaction_rolls_it_back()
    {
        var (_, message) = await ReceiveOneAsync();
        var id = await client.DeclareAsync();
        await Answer(client.Sender("a"), "next", id);
        await client.SettleAsync(message, In(id, new Accepted()));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Rejected>(await client.DischargeAsync(id));
        Assert.Equal(1, emulator.GetCounts("a").Active);
        var late = Assert.IsType<Rejected>(await client.SettleAsync(message, new Accepted()));
        Assert.Equal("com.microsoft:message-lock-lost", (string)late.Error.Condition);
    }

    private static TransactionalState In(byte[] id, global::Amqp.Framing.Outcome? outcome = null) => new() { TxnId = id, Outcome = outcome };

    // The library unwraps the outcome of a transactional state for its callback.
    private static async Task<DeliveryState> Answer(SenderLink sender, string messageId, byte[] id)
    {
        var outcome = await LiteClient.SendAsync(sender, LiteClient.Message(messageId), In(id));
        return outcome is Accepted ? In(id, outcome) : outcome;
    }

    private async Task<(ReceiverLink Receiver, Message Message)> ReceiveOneAsync()
    {
        await client.Sender("a").SendAsync(LiteClient.Message("in"));
        var receiver = client.Receiver("a");
        receiver.SetCredit(1, CreditMode.Manual);
        return (receiver, await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)));
    }
}
