using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using Amqp.Types;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Metering;

/// <summary>What is counted for each thing that a client does: exactly that, and no more.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private const int Block = 64 * 1024;
    private ServiceBusEmulator emulator = null!;
    private readonly Dictionary<string, ReceiverLink> receivers = [];
    private LiteClient client = null!;

    public async Task InitializeAsync()
    {
        var fan = new TopicOptions { Name = "fan" };
        for (var i = 0; i < 20; i++)
            fan.Subscriptions.Add(new SubscriptionOptions { Name = $"s{i}", ForwardTo = "sink" });
        var topic = new TopicOptions
        {
            Name = "t",
            Subscriptions =
            {
                new SubscriptionOptions { Name = "all" },
                new SubscriptionOptions { Name = "none", Rules = { new RuleOptions { Name = "r", Filter = new SqlRuleFilter("1=0") } } },
                new SubscriptionOptions { Name = "some", Rules = { new RuleOptions { Name = "a" }, new RuleOptions { Name = "b" }, new RuleOptions { Name = "c" } } },
            },
        };
        emulator = await ServiceBusEmulator.StartAsync(new()
        {
            Queues =
            {
                new QueueOptions { Name = "q", RequiresDuplicateDetection = false }, new QueueOptions { Name = "seen" }, new QueueOptions { Name = "sink", RequiresDuplicateDetection = false },
                new QueueOptions { Name = "via", RequiresDuplicateDetection = false }, new QueueOptions { Name = "full", MaxSizeInBytes = 1 }, new QueueOptions { Name = "s", RequiresSession = true },
            },
            Topics = { topic, fan },
        });
        client = await LiteClient.ConnectAsync(emulator, "q", "seen", "sink", "via", "full", "s", "t", "fan");
    }

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Fact]
    public void Connecting_and_showing_tokens_is_nothing() =>
        Assert.Equal(new EmulatorUsage { Since = emulator.GetUsage().Since }, emulator.GetUsage());

    [Fact]
    public async Task A_plain_task_is_three_operations_and_two_credits()
    {
        await SendAsync("q");
        var message = await ReceiveAsync("q");
        Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
        Expect(new() { MessagesSent = 1, MessagesReceived = 1, Settlements = 1, Operations = 3, MostCreditsInASecond = 0 }, credits: 2);
    }

    [Theory]
    [InlineData(Block - 1, 1)]
    [InlineData(Block, 1)]
    [InlineData(Block + 1, 2)]
    [InlineData(2 * Block, 2)]
    [InlineData(2 * Block + 1, 3)]
    [InlineData(4 * Block, 4)]
    public async Task Each_64_KB_of_a_message_is_an_operation_wherever_it_goes(int size, int operations)
    {
        await SendAsync("q", Sized(size));
        Assert.Equal(operations, emulator.ResetUsage().Operations);
        using (var peeked = await client.ManageAsync("q", "com.microsoft:peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1 }))
            Assert.Equal(operations, emulator.ResetUsage().Operations);
        var message = await ReceiveAsync("q");
        Assert.Equal((operations, 1L), (emulator.GetUsage().Operations, emulator.ResetUsage().Credits));
        await client.SettleAsync(message, new Accepted());
        Assert.Equal(1, emulator.ResetUsage().Operations);
    }

    [Fact]
    public async Task Messages_of_a_batch_count_one_by_one()
    {
        var sections = Enumerable.Range(0, 10).Select(i => new Data { Buffer = LiteClient.Message($"{i}", "body").Encode() });
        await SendAsync("q", new Message { Format = 0x80013700, BodySection = new DataList(), MessageAnnotations = null }, [.. sections]);
        Expect(new() { MessagesSent = 10, Operations = 10 }, credits: 10);
        Assert.Equal(10, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task Duplicates_and_what_is_refused_were_sent_all_the_same()
    {
        await SendAsync("seen", LiteClient.Message("1"));
        await SendAsync("seen", LiteClient.Message("1"));
        Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("full"), LiteClient.Message("1")));
        Expect(new() { MessagesSent = 3, Operations = 3 }, credits: 3);
    }

    [Fact]
    public async Task Each_delivery_and_each_settlement_counts()
    {
        await SendAsync("q");
        for (var i = 0; i < 3; i++)
            await client.SettleAsync(await ReceiveAsync("q"), new Modified());
        var message = await ReceiveAsync("q");
        await client.SettleAsync(message, new Modified { UndeliverableHere = true });
        using (var deferred = await client.ManageAsync("q", "com.microsoft:receive-by-sequence-number", new Map { ["sequence-numbers"] = new[] { 1L }, ["receiver-settle-mode"] = 1u }))
        {
            var token = (Guid)((Map)((List)((Map)deferred.Body)["messages"])[0])["lock-token"];
            using var completed = await client.ManageAsync("q", "com.microsoft:update-disposition", new Map { ["disposition-status"] = "completed", ["lock-tokens"] = new[] { token } });
        }

        Expect(new() { MessagesSent = 1, MessagesReceived = 5, Settlements = 5, Operations = 11 }, credits: 6);
    }

    [Fact]
    public async Task Receiving_with_deletion_is_one_operation()
    {
        await SendAsync("q");
        var receiver = new ReceiverLink(client.Session, "deletes", new Attach { SndSettleMode = SenderSettleMode.Settled, Source = new Source { Address = "q" }, Target = new Target() }, null);
        Assert.NotNull(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)));
        Expect(new() { MessagesSent = 1, MessagesReceived = 1, Operations = 2 }, credits: 2);
    }

    [Fact]
    public async Task Renewing_a_lock_is_an_operation_and_no_credit()
    {
        await SendAsync("q");
        var message = await ReceiveAsync("q");
        using (var renewed = await client.ManageAsync("q", "com.microsoft:renew-lock", new Map { ["lock-tokens"] = new[] { new Guid(message.DeliveryTag) } }))
            Assert.Equal(200, renewed.ApplicationProperties["statusCode"]);
        Expect(new() { MessagesSent = 1, MessagesReceived = 1, LockRenewals = 1, Operations = 3 }, credits: 2);
    }

    [Fact]
    public async Task A_topic_costs_its_filters_in_credits_and_its_deliveries_in_operations()
    {
        await SendAsync("t");
        // Five rules in three subscriptions, of which two take the message.
        Expect(new() { MessagesSent = 1, FilterEvaluations = 5, Operations = 1 }, credits: 6, reset: true);
        foreach (var name in new[] { "t/Subscriptions/all", "t/Subscriptions/some" })
            await client.SettleAsync(await ReceiveAsync(name), new Accepted());
        Expect(new() { MessagesReceived = 2, Settlements = 2, Operations = 4 }, credits: 2);
    }

    [Fact]
    public async Task Twenty_subscriptions_that_forward_are_twenty_one_operations()
    {
        await SendAsync("fan");
        Expect(new() { MessagesSent = 1, MessagesForwarded = 20, FilterEvaluations = 20, Operations = 21 }, credits: 21);
        Assert.Equal(20, emulator.GetCounts("sink").Active);
    }

    [Fact]
    public async Task Within_a_transaction_each_operation_counts_when_it_is_asked_for()
    {
        await SendAsync("via");
        var message = await ReceiveAsync("via");
        emulator.ResetUsage();
        var id = await client.DeclareAsync();
        var state = new TransactionalState { TxnId = id };
        await LiteClient.SendAsync(client.Sender("via", "q"), LiteClient.Message("1"), state);
        await LiteClient.SendAsync(client.Sender("via"), LiteClient.Message("2"), state);
        await client.SettleAsync(message, new TransactionalState { TxnId = id, Outcome = new Accepted() });
        Expect(new() { MessagesSent = 2, Settlements = 1, Operations = 3 }, credits: 2);
        await client.DischargeAsync(id);
        // The message for the other queue goes on when the transaction commits.
        Expect(new() { MessagesSent = 2, Settlements = 1, MessagesForwarded = 1, Operations = 4 }, credits: 2);
    }

    [Fact]
    public async Task Schedules_sessions_and_looks_count_too()
    {
        var number = await ScheduleAsync();
        using (var cancelled = await client.ManageAsync("q", "com.microsoft:cancel-scheduled-message", new Map { ["sequence-numbers"] = new[] { number } }))
            Assert.Equal(200, cancelled.ApplicationProperties["statusCode"]);
        using (var nothing = await client.ManageAsync("q", "com.microsoft:peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 5 }))
            Assert.Equal(204, nothing.ApplicationProperties["statusCode"]);
        Expect(new() { MessagesSent = 1, OtherRequests = 2, Operations = 3 }, credits: 1, reset: true);

        var message = LiteClient.Message("1");
        message.Properties.GroupId = "one";
        await SendAsync("s", message);
        var filter = new Map { [new Symbol("com.microsoft:session-filter")] = "one" };
        var receiver = new ReceiverLink(client.Session, "session", new Attach { Source = new Source { Address = "s", FilterSet = filter }, Target = new Target() }, null);
        Assert.NotNull(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)));
        foreach (var operation in new[] { "renew-session-lock", "get-session-state", "set-session-state" })
        {
            using var answer = await client.ManageAsync("s", "com.microsoft:" + operation, new Map { ["session-id"] = "one", ["session-state"] = new byte[] { 1 } });
            Assert.Equal(200, answer.ApplicationProperties["statusCode"]);
        }

        Expect(new() { MessagesSent = 1, MessagesReceived = 1, LockRenewals = 1, OtherRequests = 3, Operations = 6 }, credits: 2);
    }

    [Fact]
    public async Task Management_costs_ten_credits_by_whatever_way_it_comes()
    {
        using var http = new HttpClientByHand(emulator);
        Assert.Equal(200, http.Exchange(http.Request("GET", "/q")).Status);
        Assert.Equal(200, http.Exchange(http.Request("GET", "/nowhere")).Status);
        using (var rules = await client.ManageAsync("t/Subscriptions/all", "com.microsoft:enumerate-rules", new Map { ["top"] = 10, ["skip"] = 0 }))
            Assert.Equal(200, rules.ApplicationProperties["statusCode"]);
        Expect(new() { ManagementRequests = 3, Operations = 3 }, credits: 30);
    }

    [Fact]
    public async Task The_emulators_own_requests_and_health_cost_nothing()
    {
        using var http = new HttpClientByHand(emulator);
        await SendAsync("q");
        Assert.Equal(200, http.Exchange(http.Request("GET", "/health")).Status);
        Assert.Equal(200, http.Exchange(http.Request("GET", "/$emulator/time")).Status);
        Assert.Equal(200, http.Exchange(http.Request("POST", "/$emulator/scheduled")).Status);
        Assert.Equal(200, http.Exchange(http.Request("GET", "/$emulator/usage")).Status);
        Expect(new() { MessagesSent = 1, Operations = 1 }, credits: 1);
    }

    [Fact]
    public async Task Each_namespace_has_counters_of_its_own()
    {
        using var space = emulator.CreateNamespace();
        await using var other = await LiteClient.ConnectAsync(space.ConnectionString, "q");
        await LiteClient.SendAsync(other.Sender("q"), LiteClient.Message("1"));
        Assert.Equal((1L, 0L), (space.GetUsage().MessagesSent, emulator.GetUsage().MessagesSent));
        Assert.Equal(1, space.ResetUsage().MessagesSent);
        Assert.Equal(0, space.GetUsage().MessagesSent);
    }

    [Fact]
    public async Task The_busiest_second_is_remembered_until_the_counters_are_set_to_zero()
    {
        for (var i = 0; i < 3; i++)
            await SendAsync("q");
        emulator.Advance(TimeSpan.FromSeconds(10));
        await SendAsync("q");
        Assert.InRange(emulator.GetUsage().MostCreditsInASecond, 1, 3);
        emulator.Advance(TimeSpan.FromSeconds(10));
        emulator.ResetUsage();
        Assert.Equal(0, emulator.GetUsage().MostCreditsInASecond);
        await SendAsync("q");
        Assert.Equal(1, emulator.GetUsage().MostCreditsInASecond);
    }

    private void Expect(EmulatorUsage usage, long credits, bool reset = false)
    {
        var actual = reset ? emulator.ResetUsage() : emulator.GetUsage();
        Assert.Equal(usage with { Since = actual.Since, MostCreditsInASecond = 0 }, actual with { MostCreditsInASecond = 0 });
        Assert.Equal(credits, actual.Credits);
    }

    private async Task SendAsync(string entity, Message? message = null, Data[]? batch = null)
    {
        message ??= LiteClient.Message($"{Guid.NewGuid()}");
        if (batch is not null)
        {
            var list = new DataList();
            foreach (var data in batch)
                list.Add(data);
            message.BodySection = list;
        }

        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender(entity), message));
    }

    private async Task<Message> ReceiveAsync(string entity)
    {
        if (!receivers.TryGetValue(entity, out var receiver))
            receivers.Add(entity, receiver = client.Receiver(entity));
        receiver.SetCredit(1, CreditMode.Manual);
        return await receiver.ReceiveAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<long> ScheduleAsync()
    {
        var message = LiteClient.Message("later");
        message.MessageAnnotations = new MessageAnnotations { [new Symbol("x-opt-scheduled-enqueue-time")] = DateTime.UtcNow.AddHours(1) };
        var buffer = message.Encode();
        var entry = new Map { ["message-id"] = "later", ["message"] = buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray() };
        using var answer = await client.ManageAsync("q", "com.microsoft:schedule-message", new Map { ["messages"] = new List { entry } });
        return Assert.Single((long[])((Map)answer.Body)["sequence-numbers"]);
    }

    /// <summary>A message of exactly so many bytes as it is sent.</summary>
    private static Message Sized(int size)
    {
        var body = new byte[size - 100];
        Message message;
        do
        {
            message = new Message { BodySection = new Data { Binary = body } };
            body = new byte[body.Length + size - message.Encode().Length];
        }
        while (message.Encode().Length != size);
        return message;
    }
}
