using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Metering;

/// <summary>What a tier has and has not.</summary>
public sealed class TierTests
{
    public static TheoryData<string, ServiceBusEmulatorOptions> Unfit => new()
    {
        { "no RequiresSession, which queue 'q'", new() { Queues = { Plain with { RequiresSession = true } } } },
        { "no RequiresDuplicateDetection, which queue 'q'", new() { Queues = { Plain with { RequiresDuplicateDetection = true } } } },
        { "no ForwardTo, which queue 'q'", new() { Queues = { Plain with { ForwardTo = "other" }, Other } } },
        { "no ForwardDeadLetteredMessagesTo, which queue 'q'", new() { Queues = { Plain with { ForwardDeadLetteredMessagesTo = "other" }, Other } } },
        { "no topics, and 't' is one", new() { Topics = { new TopicOptions { Name = "t" } } } },
    };

    private static QueueOptions Other => Plain with { Name = "other" };

    private static QueueOptions Plain => new() { Name = "q", RequiresDuplicateDetection = false };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Basic_has_queues_and_what_belongs_to_them(string words, ServiceBusEmulatorOptions options)
    {
        options.Tier = EmulatorTier.Basic;
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => ServiceBusEmulator.StartAsync(options));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = EmulatorTier.Basic });
        foreach (var queue in options.Queues.Take(1))
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => emulator.AddQueue(queue)).Message, StringComparison.Ordinal);
        foreach (var topic in options.Topics)
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => emulator.AddTopic(topic)).Message, StringComparison.Ordinal);
        options.Tier = EmulatorTier.Standard;
        await using var standard = await ServiceBusEmulator.StartAsync(options);
    }

    [Theory]
    [InlineData("QueueDescription", "<RequiresSession>true</RequiresSession>", "RequiresSession")]
    [InlineData("QueueDescription", "<RequiresDuplicateDetection>true</RequiresDuplicateDetection>", "RequiresDuplicateDetection")]
    [InlineData("QueueDescription", "<ForwardTo>other</ForwardTo>", "ForwardTo")]
    [InlineData("TopicDescription", "", "topics")]
    public async Task Basic_refuses_the_rest_over_http_as_well(string kind, string properties, string word)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = EmulatorTier.Basic });
        using var http = new HttpClientByHand(emulator);
        var body = Entry(kind, properties);
        var (status, text) = http.Exchange(http.Request("PUT", "/made", body));
        Assert.Equal(400, status);
        Assert.Contains($"The Basic tier has no {word}", text, StringComparison.Ordinal);
        Assert.Equal(201, http.Exchange(http.Request("PUT", "/plain", Entry("QueueDescription", ""))).Status);
        var update = Entry("QueueDescription", "<ForwardTo>made</ForwardTo>");
        Assert.Equal(400, http.Exchange(http.Request("PUT", "/plain", update, ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task Basic_has_no_transactions_and_no_way_by_way_of_another_queue()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = EmulatorTier.Basic, Queues = { Plain } });
        await using var client = await LiteClient.ConnectAsync(emulator, "q");
        var declared = await Assert.ThrowsAsync<AmqpException>(() => client.DeclareAsync());
        Assert.Contains("The Basic tier has neither transactions", declared.Message, StringComparison.Ordinal);
        var sent = await Assert.ThrowsAsync<AmqpException>(() => LiteClient.SendAsync(client.Sender("q", "other"), LiteClient.Message("1")));
        Assert.Contains("The Basic tier has neither transactions", sent.Message, StringComparison.Ordinal);
        // Scheduled messages it has.
        var later = LiteClient.Message("later");
        later.MessageAnnotations = new MessageAnnotations { [new Symbol("x-opt-scheduled-enqueue-time")] = DateTime.UtcNow.AddHours(1) };
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("q"), later));
        Assert.Equal(1, emulator.GetCounts("q").Scheduled);
    }

    [Theory]
    [InlineData(EmulatorTier.Unlimited, "Standard")]
    [InlineData(EmulatorTier.Basic, "Basic")]
    [InlineData(EmulatorTier.Standard, "Standard")]
    [InlineData(EmulatorTier.Premium, "Premium")]
    public async Task The_namespace_says_what_it_is(EmulatorTier tier, string name)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = tier });
        using var http = new HttpClientByHand(emulator);
        Assert.Contains($"<MessagingSKU>{name}</MessagingSKU>", http.Exchange(http.Request("GET", "/$namespaceinfo")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Premium_takes_messages_of_1_MB()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Tier = EmulatorTier.Premium, Queues = { Plain } });
        await using var client = await LiteClient.ConnectAsync(emulator, "q");
        var body = new byte[1_000_000];
        Assert.IsType<Accepted>(await LiteClient.SendAsync(client.Sender("q"), new Message { BodySection = new Data { Binary = body } }));
        using var received = await client.Receiver("q").ReceiveAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(body.Length, ((Data)received.BodySection).Binary.Length);
        Assert.Equal(16 + 16, emulator.GetUsage().Operations);
        var refused = Assert.IsType<Rejected>(await LiteClient.SendAsync(client.Sender("q"), new Message { BodySection = new Data { Binary = new byte[1_048_577] } }));
        Assert.Equal("amqp:link:message-size-exceeded", refused.Error.Condition);
        using var http = new HttpClientByHand(emulator);
        Assert.Contains("<MaxMessageSizeInKilobytes>1024</MaxMessageSizeInKilobytes>", http.Exchange(http.Request("GET", "/q")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmulatorTier.Standard, 262_145)]
    [InlineData(EmulatorTier.Premium, 1_048_577)]
    [InlineData(EmulatorTier.Premium, 4_095)]
    public async Task Larger_messages_than_the_tier_has_are_refused_at_the_start(EmulatorTier tier, int bytes) =>
        Assert.Contains("out of range", (await Assert.ThrowsAsync<ArgumentException>(() => ServiceBusEmulator.StartAsync(new() { Tier = tier, MaxMessageBytes = bytes }))).Message, StringComparison.Ordinal);

    private static string Entry(string kind, string properties) =>
        "<entry xmlns=\"http://www.w3.org/2005/Atom\"><content type=\"application/xml\">"
        + $"<{kind} xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\">{properties}</{kind}></content></entry>";
}
