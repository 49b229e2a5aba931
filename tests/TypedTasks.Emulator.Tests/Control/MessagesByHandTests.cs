using System.Text.Json.Nodes;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Control;

/// <summary>What an operator does with messages over HTTP: look, send, copy, move, try a rule.</summary>
public sealed class MessagesByHandTests : IAsyncLifetime
{
    private const string Letters = "q/$DeadLetterQueue";
    private readonly TemporaryFolder folder = new();
    private ServiceBusEmulator emulator = null!;
    private HttpClientByHand http = null!;
    private LiteClient client = null!;

    public async Task InitializeAsync()
    {
        var topic = new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "a" }, new SubscriptionOptions { Name = "b" } } };
        emulator = await ServiceBusEmulator.StartAsync(new()
        {
            DataFolder = folder.Path,
            MaxMessageBytes = 100_000,
            Queues =
            {
                new QueueOptions { Name = "q" }, new QueueOptions { Name = "other" }, new QueueOptions { Name = "sessions", RequiresSession = true },
                new QueueOptions { Name = "onward", ForwardTo = "other" }, new QueueOptions { Name = "astray", ForwardTo = "nowhere" }, new QueueOptions { Name = "nowhere" },
            },
            Topics = { topic },
        });
        await ConnectAsync();
        Assert.Equal(200, http.Exchange(http.Request("DELETE", "/nowhere")).Status);
    }

    public async Task DisposeAsync()
    {
        await DisconnectAsync();
        folder.Dispose();
    }

    [Fact]
    public void Looking_takes_nothing_and_counts_as_nothing()
    {
        for (var i = 0; i < 3; i++)
            Send("q", new() { ["subject"] = $"{i}", ["body"] = new string('x', 5_000) });
        var before = emulator.GetUsage();
        var page = Ask("GET", "messages?entity=q&count=2");
        Assert.Equal(["0", "1"], page["messages"]!.AsArray().Select(message => (string)message!["subject"]!));
        Assert.Equal("2", (string)Ask("GET", $"messages?entity=q&from={page["next"]}")["messages"]![0]!["subject"]!);
        var body = page["messages"]![0]!["body"]!;
        Assert.Equal((5_000, 4_096), ((int)body["size"]!, ((string)body["text"]!).Length));
        Assert.Equal(5_000, ((string)Ask("GET", "messages?entity=q&whole=true")["messages"]![0]!["body"]!["text"]!).Length);
        var queue = Ask("GET", "entities")["entities"]!.AsArray().Single(entity => (string)entity!["path"]! == "q")!;
        Assert.Equal(3, (int)queue["active"]!);
        Assert.Equal(before, emulator.GetUsage());
    }

    [Fact]
    public async Task A_message_that_is_written_is_a_message_for_clients()
    {
        Send("q", new()
        {
            ["messageId"] = "m",
            ["subject"] = "s",
            ["correlationId"] = "c",
            ["contentType"] = "text/plain",
            ["to"] = "t",
            ["replyTo"] = "r",
            ["body"] = "ünïcode",
            ["properties"] = new JsonObject { ["text"] = "x", ["whole"] = 3, ["half"] = 0.5, ["flag"] = true },
        });
        var message = await ReceiveAsync("q");
        var properties = message.Properties;
        Assert.Equal(("m", "s", "c", "text/plain", "t", "r"), (properties.MessageId, properties.Subject, properties.CorrelationId, (string)properties.ContentType, properties.To, properties.ReplyTo));
        Assert.Equal(("x", 3L, 0.5, true), (message.ApplicationProperties["text"], message.ApplicationProperties["whole"], message.ApplicationProperties["half"], message.ApplicationProperties["flag"]));
        Assert.Equal("ünïcode", System.Text.Encoding.UTF8.GetString(((Data)message.BodySection).Binary));
        Assert.Equal(0, emulator.GetUsage().MessagesSent);
    }

    [Fact]
    public void What_cannot_be_sent_is_refused_in_words()
    {
        Assert.Equal("There is no entity 'nowhere'.", Refused(404, "messages", new() { ["entity"] = "nowhere", ["message"] = new JsonObject() }));
        Assert.Contains("SessionId", Refused(409, "messages", new() { ["entity"] = "sessions", ["message"] = new JsonObject() }), StringComparison.Ordinal);
        Assert.Equal($"Messages cannot be sent to '{Letters}'.", Refused(400, "messages", new() { ["entity"] = Letters, ["message"] = new JsonObject() }));
        Assert.Equal("The request.message.colour is not supported by this emulator.", Refused(400, "messages", new() { ["entity"] = "q", ["message"] = new JsonObject { ["colour"] = "red" } }));
        Send("q", new() { ["messageId"] = "once" });
        Assert.Contains("has seen the message id 'once'", Refused(409, "messages", new() { ["entity"] = "q", ["message"] = new JsonObject { ["messageId"] = "once" } }), StringComparison.Ordinal);
        Assert.EndsWith("and may have 100000.", Refused(413, "messages", new() { ["entity"] = "q", ["message"] = new JsonObject { ["body"] = new string('x', 120_000) } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_and_a_life_begin_now_and_a_copy_has_neither()
    {
        var number = Send("q", new() { ["messageId"] = "later", ["delay"] = "PT1H", ["timeToLive"] = "PT5M" });
        var shown = Ask("GET", "messages?entity=q")["messages"]![0]!;
        Assert.Equal("scheduled", (string)shown["state"]!);
        Ask("POST", "messages", new() { ["entity"] = "q", ["message"] = new JsonObject { ["messageId"] = "copy" }, ["copyOf"] = new JsonObject { ["entity"] = "q", ["sequenceNumber"] = number } });
        Assert.Equal("copy", (await ReceiveAsync("q")).Properties.MessageId);
        emulator.Advance(TimeSpan.FromHours(1));
        var due = Ask("GET", "messages?entity=q")["messages"]![0]!;
        Assert.Equal(TimeSpan.FromMinutes(5), (DateTimeOffset)due["expiresAt"]! - (DateTimeOffset)due["enqueuedAt"]!);
    }

    [Fact]
    public async Task Dead_letters_live_again_with_their_ids_and_without_their_reasons()
    {
        await DieAsync("q", "first", "second");
        Assert.Equal(2, (int)Move(Letters, null)["moved"]!);
        var (first, second) = (await ReceiveAsync("q"), await ReceiveAsync("q"));
        Assert.Equal(("first", "second"), (first.Properties.MessageId, second.Properties.MessageId));
        Assert.Null(first.ApplicationProperties?["DeadLetterReason"]);
        Assert.Equal(0u, first.Header?.DeliveryCount ?? 0u);
        Assert.Empty(Numbers(Letters));
    }

    [Theory]
    [InlineData("t", "t/Subscriptions/a t/Subscriptions/b")]
    [InlineData("t/Subscriptions/b", "t/Subscriptions/b")]
    [InlineData("onward", "other")]
    [InlineData("other", "other")]
    public async Task They_go_where_somebody_says(string to, string arrives)
    {
        await DieAsync("q", "m");
        Move(Letters, to);
        var places = Ask("GET", "entities")["entities"]!.AsArray().Where(entity => (int?)entity!["active"] > 0).Select(entity => (string)entity!["path"]!);
        Assert.Equal(arrives, string.Join(' ', places));
    }

    [Fact]
    public async Task Either_all_of_them_are_moved_or_none()
    {
        await DieAsync("q", "free", "held");
        var receiver = client.Receiver(Letters);
        receiver.SetCredit(1, autoRestore: false);
        var held = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
        var numbers = Numbers(Letters);
        JsonObject move(params long[] which) => new() { ["entity"] = Letters, ["sequenceNumbers"] = new JsonArray([.. which.Select(number => JsonValue.Create(number))]) };
        Assert.Contains("is locked", Refused(409, "move", move([.. numbers])), StringComparison.Ordinal);
        Assert.Contains("nothing was moved", Refused(404, "move", move(numbers[1], 99)), StringComparison.Ordinal);
        var others = move(numbers[1]);
        others["to"] = "sessions";
        Assert.EndsWith("Nothing was moved.", Refused(409, "move", others), StringComparison.Ordinal);
        Assert.Equal(numbers, Numbers(Letters));
        Assert.Empty(Numbers("q"));
        Assert.IsType<Accepted>(await client.SettleAsync(held, new Accepted()));
        Assert.Single(Numbers(Letters));
    }

    [Fact]
    public void What_is_no_dead_letter_is_not_moved_and_what_was_not_forwarded_needs_a_destination()
    {
        Send("q", new() { ["messageId"] = "alive" });
        Assert.Contains("is no dead-letter queue", Refused(400, "move", new() { ["entity"] = "q", ["sequenceNumbers"] = new JsonArray(1) }), StringComparison.Ordinal);
        Send("astray", new() { ["messageId"] = "lost" });
        const string Lost = "astray/$Transfer/$DeadLetterQueue";
        Assert.Contains("say 'to'", Refused(400, "move", new() { ["entity"] = Lost, ["sequenceNumbers"] = new JsonArray(1) }), StringComparison.Ordinal);
        Move(Lost, "other");
        Assert.Single(Numbers("other"));
    }

    [Fact]
    public async Task What_was_moved_is_where_it_was_moved_to_after_a_restart()
    {
        await DieAsync("q", "moved", "stays");
        Ask("POST", "move", new() { ["entity"] = Letters, ["sequenceNumbers"] = new JsonArray(Numbers(Letters)[0]), ["to"] = "other" });
        await DisconnectAsync();
        emulator = await ServiceBusEmulator.StartAsync(new() { DataFolder = folder.Path, Queues = { new QueueOptions { Name = "q" }, new QueueOptions { Name = "other" } } });
        await ConnectAsync();
        Assert.Equal("moved", (await ReceiveAsync("other")).Properties.MessageId);
        Assert.Equal("stays", (await ReceiveAsync(Letters)).Properties.MessageId);
    }

    [Fact]
    public void A_rule_is_tried_on_a_message_that_is_nowhere()
    {
        var message = new JsonObject { ["subject"] = "red", ["properties"] = new JsonObject { ["size"] = 3 } };
        JsonObject rule(string? filter, string? action) => new() { ["filter"] = filter, ["action"] = action, ["message"] = message.DeepClone() };
        Assert.Equal("""{"matches":false}""", Ask("POST", "rule", rule("size > 3", null)).ToJsonString());
        var answer = Ask("POST", "rule", rule("sys.Label = 'red'", "SET size = size * 2"));
        Assert.Equal((true, 6), ((bool)answer["matches"]!, (int)answer["after"]!["properties"]!["size"]!));
        Assert.NotEqual("", Refused(400, "rule", rule("size >", null)));
        Assert.Contains("'copyOf' or 'message'", Refused(400, "rule", new() { ["filter"] = "1=1" }), StringComparison.Ordinal);
        Assert.All(Ask("GET", "entities")["entities"]!.AsArray(), entity => Assert.Equal(0, (int?)entity!["active"] ?? 0));
    }

    private async Task ConnectAsync()
    {
        http = new HttpClientByHand(emulator);
        client = await LiteClient.ConnectAsync(emulator, "q", "other");
    }

    private async Task DisconnectAsync()
    {
        http.Dispose();
        await client.DisposeAsync();
        await emulator.DisposeAsync();
    }

    private JsonNode Exchange(int status, string verb, string path, JsonObject? body)
    {
        var answer = http.Exchange(http.Request(verb, $"/$emulator/{path}", body?.ToJsonString() ?? ""));
        Assert.True(answer.Status == status || answer.Status / 100 == status, $"{answer.Status} {answer.Body}");
        return JsonNode.Parse(answer.Body)!;
    }

    private JsonNode Ask(string verb, string path, JsonObject? body = null) => Exchange(2, verb, path, body);

    private string Refused(int status, string path, JsonObject body) => (string)Exchange(status, "POST", path, body)["error"]!;

    private long Send(string entity, JsonObject message) => (long)Ask("POST", "messages", new() { ["entity"] = entity, ["message"] = message })["sequenceNumber"]!;

    private List<long> Numbers(string entity) =>
        [.. Ask("GET", $"messages?entity={Uri.EscapeDataString(entity)}")["messages"]!.AsArray().Select(message => (long)message!["sequenceNumber"]!)];

    private JsonNode Move(string from, string? to)
    {
        var body = new JsonObject { ["entity"] = from, ["sequenceNumbers"] = new JsonArray([.. Numbers(from).Select(number => JsonValue.Create(number))]) };
        if (to is not null)
            body["to"] = to;
        return Ask("POST", "move", body);
    }

    private async Task<Message> ReceiveAsync(string queue)
    {
        var receiver = client.Receiver(queue);
        receiver.SetCredit(1, autoRestore: false);
        var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)) ?? throw new TimeoutException("No message came.");
        await client.SettleAsync(message, new Accepted());
        await receiver.CloseAsync();
        return message;
    }

    private async Task DieAsync(string queue, params string[] ids)
    {
        foreach (var id in ids)
        {
            Send(queue, new() { ["messageId"] = id });
            var receiver = client.Receiver(queue);
            receiver.SetCredit(1, autoRestore: false);
            var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
            var reason = new Fields { [new Symbol("DeadLetterReason")] = "Unpayable" };
            await client.SettleAsync(message, new Rejected { Error = new Error(new Symbol("com.microsoft:dead-letter")) { Info = reason } });
            await receiver.CloseAsync();
        }
    }
}
