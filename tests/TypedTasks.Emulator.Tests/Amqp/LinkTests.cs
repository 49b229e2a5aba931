using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Amqp;

public sealed class LinkTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        TimeProvider = time,
        Queues = { new QueueOptions { Name = "a" }, new QueueOptions { Name = "ab" } },
    });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Theory]
    [InlineData("a", null)]
    [InlineData("A", null)]
    [InlineData("", null)]
    [InlineData("ab", "amqp:unauthorized-access")]
    [InlineData("a/$management", "amqp:unauthorized-access")]
    public async Task A_link_needs_a_token_for_its_path(string audience, string? condition)
    {
        await using var client = await LiteClient.ConnectAsync(emulator, audience);
        var send = () => client.Sender("a").SendAsync(LiteClient.Message("1"), TimeSpan.FromSeconds(5));
        if (condition is null)
            await send();
        else
            Assert.Equal(condition, (string)(await Assert.ThrowsAsync<AmqpException>(send)).Error.Condition);
    }

    [Fact]
    public async Task A_transaction_is_declared_without_a_token_and_what_it_touches_needs_one()
    {
        await using var client = await LiteClient.ConnectAsync(emulator);
        var id = await client.DeclareAsync();
        var refused = await Assert.ThrowsAsync<AmqpException>(() => LiteClient.SendAsync(
            client.Sender("a"), LiteClient.Message("1"), new global::Amqp.Transactions.TransactionalState { TxnId = id }));
        Assert.Equal("amqp:unauthorized-access", (string)refused.Error.Condition);
    }

    [Fact]
    public async Task Without_a_token_there_are_so_many_transactions_and_no_more()
    {
        await using var client = await LiteClient.ConnectAsync(emulator);
        for (var i = 0; i < 64; i++)
            await client.DeclareAsync();
        var refused = await LiteClient.SendAsync(client.Coordinator, new Message(new global::Amqp.Transactions.Declare()));
        Assert.Equal("amqp:resource-limit-exceeded", (string)Assert.IsType<Rejected>(refused).Error.Condition);
    }

    [Fact]
    public async Task A_wrong_key_and_an_old_token_are_refused()
    {
        await using var client = await LiteClient.ConnectAsync(emulator);
        Assert.Equal(401, await client.PutTokenAsync("a", TimeSpan.FromHours(1), key: "guess"));
        Assert.Equal(401, await client.PutTokenAsync("a", TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task A_link_ends_with_its_token_and_lives_on_with_a_newer_one()
    {
        await using var client = await LiteClient.ConnectAsync(emulator);
        await client.PutTokenAsync("a", TimeSpan.FromMinutes(10));
        var sender = client.Sender("a");
        await sender.SendAsync(LiteClient.Message("1"));
        await client.PutTokenAsync("a", TimeSpan.FromMinutes(20));
        // In between the link is used: idle for ten minutes, it would end for that.
        time.Advance(TimeSpan.FromMinutes(9));
        await sender.SendAsync(LiteClient.Message("2"));
        time.Advance(TimeSpan.FromMinutes(2));
        await sender.SendAsync(LiteClient.Message("3"));
        var closed = new TaskCompletionSource<Error>();
        sender.AddClosedCallback((_, error) => closed.TrySetResult(error));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("amqp:unauthorized-access", (string)(await closed.Task.WaitAsync(TimeSpan.FromSeconds(10))).Condition);
    }

    [Fact]
    public async Task A_late_disposition_hears_that_the_lock_is_lost()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "a");
        await client.Sender("a").SendAsync(LiteClient.Message("1"));
        var receiver = client.Receiver("a");
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromMinutes(1));
        var rejected = Assert.IsType<Rejected>(await client.SettleAsync(message, new Accepted()));
        Assert.Equal("com.microsoft:message-lock-lost", (string)rejected.Error.Condition);
        Assert.Equal(1, emulator.GetCounts("a").Active);
    }

    [Fact]
    public async Task A_lock_is_renewed_by_the_delivery_tag()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "a");
        await client.Sender("a").SendAsync(LiteClient.Message("1"));
        var receiver = client.Receiver("a");
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(50));
        using var reply = await client.ManageAsync(
            "a", "com.microsoft:renew-lock", new Map { ["lock-tokens"] = new[] { new Guid(message.DeliveryTag) } });
        Assert.Equal(200, reply.ApplicationProperties["statusCode"]);
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
    }

    [Theory]
    [MemberData(nameof(MessageIds))]
    public async Task A_request_with_any_kind_of_id_is_answered_with_that_id(object id)
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "");
        var request = new Message(new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1 })
        {
            Properties = new Properties { ReplyTo = "here" },
            ApplicationProperties = new ApplicationProperties { ["operation"] = "com.microsoft:peek-message" },
        };
        request.Properties.SetMessageId(id);
        using var reply = await client.RequestAsync("a/$management", request, "here");
        Assert.Equal(id, reply.Properties.GetCorrelationId());
        Assert.Equal(204, reply.ApplicationProperties["statusCode"]);
    }

    public static TheoryData<object> MessageIds => new() { "text", 42ul, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new byte[] { 1, 2, 3 } };

    [Fact]
    public async Task A_request_without_reply_to_is_answered_on_the_only_link_of_the_node()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "");
        var request = new Message(new Map { ["from-sequence-number"] = 0L })
        {
            ApplicationProperties = new ApplicationProperties { ["operation"] = "com.microsoft:peek-message" },
        };
        using var reply = await client.RequestAsync("a/$management", request, "here");
        Assert.Equal(204, reply.ApplicationProperties["statusCode"]);
    }

    [Fact]
    public async Task Two_thousand_messages_go_through_settled_out_of_order()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "a");
        var sender = client.Sender("a");
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => sender.SendAsync(LiteClient.Message($"{i}"))));
        var receiver = client.Receiver("a");
        receiver.SetCredit(2000, CreditMode.Manual);
        var messages = new List<Message>();
        while (messages.Count < 2000)
            messages.Add(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}").Order(), messages.Select(message => message.Properties.MessageId).Order());
        var random = new Random(3);
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(messages));
        var answers = await Task.WhenAll(messages.Select(message => client.SettleAsync(message, new Accepted())));
        Assert.All(answers, answer => Assert.IsType<Accepted>(answer));
        Assert.Equal(0, emulator.GetCounts("a").Active);
    }
}
