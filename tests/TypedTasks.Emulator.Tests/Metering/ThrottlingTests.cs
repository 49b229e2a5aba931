using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using Amqp.Types;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Metering;

/// <summary>A namespace with 1,000 credits for each second of its clock.</summary>
public sealed class ThrottlingTests : IAsyncLifetime
{
    private const string Busy = "com.microsoft:server-busy";
    private const string Words = "The request was terminated because the namespace sbemulatorns is being throttled. Error code : 50009. Please wait 2 seconds and try again.";
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private ServiceBusEmulator emulator = null!;
    private LiteClient client = null!;

    public async Task InitializeAsync()
    {
        var options = new ServiceBusEmulatorOptions { Tier = EmulatorTier.Standard, TimeProvider = time };
        options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false, LockDuration = TimeSpan.FromMinutes(5) });
        options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true });
        options.Queues.Add(new QueueOptions { Name = "other", RequiresDuplicateDetection = false });
        options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "all" } } });
        emulator = await ServiceBusEmulator.StartAsync(options);
        client = await LiteClient.ConnectAsync(emulator, "q", "s", "other", "t");
    }

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_messages_go_in_a_second_and_the_next_is_refused()
    {
        await SendBatchAsync("q", 999);
        var sender = client.Sender("q");
        Assert.IsType<Accepted>(await LiteClient.SendAsync(sender, LiteClient.Message("1000")));
        var refused = Assert.IsType<Rejected>(await LiteClient.SendAsync(sender, LiteClient.Message("1001")));
        Assert.Equal(Busy, refused.Error.Condition);
        Assert.StartsWith(Words, refused.Error.Description, StringComparison.Ordinal);
        Assert.Equal((1_000, 1L, 1_000L), (emulator.GetCounts("q").Active, emulator.GetUsage().Throttled, emulator.GetUsage().MessagesSent));
        // The link lives on, for all entities alike.
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("other"), LiteClient.Message("1")));
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.IsType<Rejected>(await LiteClient.SendAsync(sender, LiteClient.Message("1001")));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<Accepted>(await LiteClient.SendAsync(sender, LiteClient.Message("1001")));
        Assert.Equal((1_001L, 3L, 1_000L), (emulator.GetUsage().MessagesSent, emulator.GetUsage().Throttled, emulator.GetUsage().MostCreditsInASecond));
    }

    [Fact]
    public async Task Time_that_is_let_pass_brings_credits_too()
    {
        await SendBatchAsync("q", 1_000);
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1")));
        emulator.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1")));
    }

    [Fact]
    public async Task A_batch_goes_whole_while_any_credit_is_left()
    {
        await SendBatchAsync("q", 999);
        await SendBatchAsync("q", 50);
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("q"), Batch(2)));
        Assert.Equal(1_049, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task Other_namespaces_have_credits_of_their_own()
    {
        await SendBatchAsync("q", 1_000);
        using var space = emulator.CreateNamespace();
        await using var other = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        Assert.IsType<Accepted>(await LiteClient.SendAsync(other.Sender("q"), LiteClient.Message("1")));
        Assert.Equal((1L, 0L), (space.GetUsage().Credits, space.GetUsage().Throttled));
    }

    [Fact]
    public async Task Receivers_wait_for_the_next_second()
    {
        await SendBatchAsync("q", 1_500);
        var receiver = client.Receiver("q");
        receiver.SetCredit(2_000, CreditMode.Manual);
        Assert.Equal(0, emulator.GetUsage().MessagesReceived);
        foreach (var expected in new[] { 1_000, 1_500 })
        {
            time.Advance(TimeSpan.FromSeconds(1));
            while (emulator.GetUsage().MessagesReceived < expected)
                Assert.NotNull(await receiver.ReceiveAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(expected, emulator.GetUsage().MessagesReceived);
        }

        // Nobody is refused who only waits.
        Assert.Equal(0, emulator.GetUsage().Throttled);
    }

    [Fact]
    public async Task Receivers_of_sessions_wait_too()
    {
        for (var i = 0; i < 3; i++)
        {
            var message = LiteClient.Message($"{i}");
            message.Properties.GroupId = "one";
            Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("s"), message));
        }

        await SendBatchAsync("q", 1_000);
        var filter = new Map { [new Symbol("com.microsoft:session-filter")] = "one" };
        var receiver = new ReceiverLink(client.Session, "session", new Attach { Source = new Source { Address = "s", FilterSet = filter }, Target = new Target() }, null);
        receiver.SetCredit(10, CreditMode.Manual);
        // Answered after everything that was asked for before.
        using (await client.ManageAsync("s", "com.microsoft:get-message-sessions", new Map()))
            Assert.Equal(0, emulator.GetUsage().MessagesReceived);
        time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
            Assert.NotNull(await receiver.ReceiveAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_settlement_without_credits_is_refused_and_the_message_stays_locked()
    {
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1")));
        var receiver = client.Receiver("q");
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(30));
        await SendBatchAsync("other", 1_000);
        var refused = Assert.IsType<Rejected>(await client.SettleAsync(message, new Accepted()));
        Assert.Equal(Busy, refused.Error.Condition);
        Assert.Equal((1, 0L), (emulator.GetCounts("q").Active, emulator.GetUsage().Settlements));
        time.Advance(TimeSpan.FromSeconds(1));
        using var answer = await client.ManageAsync("q", "com.microsoft:update-disposition", new Map { ["disposition-status"] = "completed", ["lock-tokens"] = new[] { new Guid(message.DeliveryTag) } });
        Assert.Equal((200, 0), (answer.ApplicationProperties["statusCode"], emulator.GetCounts("q").Active));
    }

    [Theory]
    [InlineData("peek-message")]
    [InlineData("renew-lock")]
    [InlineData("schedule-message")]
    public async Task Requests_are_answered_with_server_busy(string operation)
    {
        await SendBatchAsync("q", 1_000);
        using var refused = await client.ManageAsync("q", "com.microsoft:" + operation, new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1 });
        Assert.Equal((503, (Symbol)Busy), (refused.ApplicationProperties["statusCode"], (Symbol)refused.ApplicationProperties["errorCondition"]));
        Assert.StartsWith(Words, (string)refused.ApplicationProperties["statusDescription"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Management_is_answered_with_503()
    {
        using var http = new HttpClientByHand(emulator);
        for (var i = 0; i < 100; i++)
            Assert.Equal(200, http.Exchange(http.Request("GET", "/q")).Status);
        Assert.Equal((1_000L, 100L), (emulator.GetUsage().Credits, emulator.GetUsage().ManagementRequests));
        var (status, body) = http.Exchange(http.Request("GET", "/q"));
        Assert.Equal(503, status);
        Assert.Contains("SubCode=50009. " + Words, body, StringComparison.Ordinal);
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1")));
        // Health and the emulator's own requests go on.
        Assert.Equal(200, http.Exchange(http.Request("GET", "/health")).Status);
        Assert.Equal(200, http.Exchange(http.Request("GET", "/$emulator/usage")).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, http.Exchange(http.Request("GET", "/q")).Status);
    }

    [Fact]
    public async Task A_transaction_of_which_a_part_was_refused_is_rolled_back()
    {
        var id = await client.DeclareAsync();
        var state = new TransactionalState { TxnId = id };
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"), state);
        await SendBatchAsync("other", 1_000);
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("2"), state));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("amqp:transaction:rollback", Assert.IsType<Rejected>(await client.DischargeAsync(id)).Error.Condition);
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task Filters_of_a_topic_use_up_credits()
    {
        for (var i = 0; i < 500; i++)
            Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("t"), LiteClient.Message($"{i}")));
        Assert.Equal((500L, 500L, 1_000L), (emulator.GetUsage().MessagesSent, emulator.GetUsage().FilterEvaluations, emulator.GetUsage().Credits));
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("t"), LiteClient.Message("500")));
    }

    [Theory]
    [InlineData(EmulatorTier.Unlimited, true)]
    [InlineData(EmulatorTier.Premium, true)]
    [InlineData(EmulatorTier.Basic, false)]
    public async Task Only_the_tiers_that_share_their_machines_have_credits(EmulatorTier tier, bool goesOn)
    {
        var options = new ServiceBusEmulatorOptions { Tier = tier, TimeProvider = time };
        options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
        await using var emulator = await ServiceBusEmulator.StartAsync(options);
        await using var client = await LiteClient.ConnectAsync(emulator, "q");
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("q"), Batch(1_000)));
        Assert.Equal(goesOn, await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1")) is Accepted);
        Assert.Equal(1_000 + (goesOn ? 1 : 0), emulator.GetUsage().Credits);
    }

    private static Message Batch(int count)
    {
        var list = new DataList();
        for (var i = 0; i < count; i++)
            list.Add(new Data { Buffer = LiteClient.Message($"{i}").Encode() });
        return new Message { Format = 0x80013700, BodySection = list };
    }

    private async Task SendBatchAsync(string queue, int count) =>
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender(queue), Batch(count)));
}
