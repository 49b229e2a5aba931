using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Topics;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync(options =>
    {
        options.Topics.Add(new TopicOptions
        {
            Name = "t",
            RequiresDuplicateDetection = false,
            Subscriptions =
            {
                new SubscriptionOptions { Name = "all", MaxDeliveryCount = 2 },
                new SubscriptionOptions { Name = "red", Rules = { new RuleOptions { Name = "r", Filter = new CorrelationRuleFilter { Properties = new Dictionary<string, object?> { ["color"] = "red" } } } } },
                new SubscriptionOptions { Name = "big", Rules = { new RuleOptions { Name = "r", Filter = new SqlRuleFilter("size > 10 AND sys.Label LIKE 'photo%'"), Action = "SET seen = 'yes'; REMOVE color" } } },
                new SubscriptionOptions { Name = "sessions", RequiresSession = true },
            },
        });
        options.Topics.Add(new TopicOptions { Name = "relay", Subscriptions = { new SubscriptionOptions { Name = "s", ForwardTo = "sink" } } });
        options.Queues.Add(new QueueOptions { Name = "sink" });
    });

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Every_subscription_has_its_own_copy()
    {
        await SendAsync(new ServiceBusMessage("x") { ApplicationProperties = { ["color"] = "red" } });
        var all = service.Client.CreateReceiver("t", "all");
        await all.CompleteMessageAsync(await all.OneAsync());
        Assert.Equal((0, 1), (Active("all"), Active("red")));
    }

    [Theory]
    [InlineData("red", 1)]
    [InlineData("Red", 0)]
    [InlineData(null, 0)]
    public async Task A_correlation_filter_takes_what_is_equal(string? color, int count)
    {
        var message = new ServiceBusMessage("x");
        if (color is not null)
            message.ApplicationProperties["color"] = color;
        await SendAsync(message);
        Assert.Equal(count, Active("red"));
    }

    [Theory]
    [InlineData(11, "photo.jpg", 1)]
    [InlineData(11.5, "photo", 1)]
    [InlineData(10L, "photo", 0)]
    [InlineData(11, "music", 0)]
    public async Task An_sql_filter_decides(object size, string subject, int count)
    {
        await SendAsync(new ServiceBusMessage("x") { Subject = subject, ApplicationProperties = { ["size"] = size } });
        Assert.Equal(count, Active("big"));
    }

    [Fact]
    public async Task An_action_changes_the_copy_alone()
    {
        await SendAsync(new ServiceBusMessage("x") { Subject = "photo", ApplicationProperties = { ["size"] = 20, ["color"] = "blue" } });
        Assert.Equal("yes", (await service.Client.CreateReceiver("t", "big").OneAsync()).ApplicationProperties["seen"]);
        Assert.Equal("blue", (await service.Client.CreateReceiver("t", "all").OneAsync()).ApplicationProperties["color"]);
    }

    [Fact]
    public async Task A_subscription_has_dead_letters_of_its_own()
    {
        await SendAsync(new ServiceBusMessage("x"));
        var receiver = service.Client.CreateReceiver("t", "all");
        for (var i = 0; i < 2; i++)
            await receiver.AbandonMessageAsync(await receiver.OneAsync());
        var dead = await service.Client.CreateReceiver("t", "all", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).OneAsync();
        Assert.Equal(("MaxDeliveryCountExceeded", "t/Subscriptions/all"), (dead.DeadLetterReason, dead.DeadLetterSource));
    }

    [Fact]
    public async Task A_subscription_may_have_sessions()
    {
        await SendAsync(new ServiceBusMessage("x") { SessionId = "a" });
        await using var session = await service.Client.AcceptNextSessionAsync("t", "sessions");
        Assert.Equal(("a", "x"), (session.SessionId, (await session.OneAsync()).Body()));
    }

    [Fact]
    public async Task A_subscription_may_forward()
    {
        await service.Client.CreateSender("relay").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(["x"], await service.Client.DrainAsync("sink", 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Client.CreateReceiver("relay", "s").ReceiveMessageAsync(Service.Patience));
    }

    [Fact]
    public async Task A_subscription_is_looked_into()
    {
        await SendAsync(new ServiceBusMessage("x"));
        Assert.Equal("x", (await service.Client.CreateReceiver("t", "all").PeekMessageAsync()).Body());
    }

    [Fact]
    public async Task A_subscription_that_does_not_exist_is_not_found() =>
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => service.Client.CreateReceiver("t", "nobody").ReceiveMessageAsync(Service.Patience));

    [Fact]
    public async Task Rules_are_made_listed_and_deleted()
    {
        await using var rules = service.Client.CreateRuleManager("t", "all");
        await rules.CreateRuleAsync("sql", new Azure.Messaging.ServiceBus.Administration.SqlRuleFilter("size > 3"));
        await rules.CreateRuleAsync(new CreateRuleOptions
        {
            Name = "correlation",
            Filter = new Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter { CorrelationId = "c", Subject = "s", ApplicationProperties = { ["long"] = 5L, ["text"] = "t" } },
            Action = new SqlRuleAction("SET a = 1"),
        });
        var listed = await rules.GetRulesAsync().ToListAsync();
        Assert.Equal(["$Default", "sql", "correlation"], listed.Select(rule => rule.Name));
        Assert.IsType<TrueRuleFilter>(listed[0].Filter);
        Assert.Equal("size > 3", Assert.IsType<Azure.Messaging.ServiceBus.Administration.SqlRuleFilter>(listed[1].Filter).SqlExpression);
        var correlation = Assert.IsType<Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter>(listed[2].Filter);
        Assert.Equal(("c", "s", 5L, "t"), (correlation.CorrelationId, correlation.Subject, (long)correlation.ApplicationProperties["long"], (string)correlation.ApplicationProperties["text"]));
        Assert.Equal("SET a = 1", Assert.IsType<SqlRuleAction>(listed[2].Action).SqlExpression);
        foreach (var rule in listed)
            await rules.DeleteRuleAsync(rule.Name);
        Assert.Empty(await rules.GetRulesAsync().ToListAsync());
        await SendAsync(new ServiceBusMessage("nobody wants it"));
        Assert.Equal(0, Active("all"));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(7L)]
    [InlineData(1.5)]
    [InlineData(true)]
    [InlineData("text")]
    public async Task A_property_of_a_rule_keeps_its_type_and_matches(object value)
    {
        await using var rules = service.Client.CreateRuleManager("t", "all");
        await rules.DeleteRuleAsync("$Default");
        await rules.CreateRuleAsync("typed", new Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter { ApplicationProperties = { ["p"] = value } });
        var listed = Assert.IsType<Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter>((await rules.GetRulesAsync().ToListAsync()).Single().Filter);
        Assert.Equal(value, listed.ApplicationProperties["p"]);
        await SendAsync(new ServiceBusMessage("x") { ApplicationProperties = { ["p"] = value } });
        Assert.Equal(1, Active("all"));
    }

    [Fact]
    public async Task Times_are_compared_by_rules()
    {
        await using var rules = service.Client.CreateRuleManager("t", "all");
        await rules.DeleteRuleAsync("$Default");
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await rules.CreateRuleAsync("typed", new Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter { ApplicationProperties = { ["t"] = time } });
        var listed = Assert.IsType<Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter>((await rules.GetRulesAsync().ToListAsync()).Single().Filter);
        Assert.Equal(time, listed.ApplicationProperties["t"]);
        await SendAsync(new ServiceBusMessage("x") { ApplicationProperties = { ["t"] = time } });
        await SendAsync(new ServiceBusMessage("y") { ApplicationProperties = { ["t"] = time.AddSeconds(1) } });
        Assert.Equal(1, Active("all"));
    }

    [Fact]
    public async Task A_rule_that_is_there_already_and_one_that_is_not_are_refused()
    {
        await using var rules = service.Client.CreateRuleManager("t", "all");
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => rules.CreateRuleAsync("$Default", new TrueRuleFilter()));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => rules.DeleteRuleAsync("nobody"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => rules.CreateRuleAsync("bad", new Azure.Messaging.ServiceBus.Administration.SqlRuleFilter("size >")));
    }

    [Fact]
    public async Task More_rules_than_a_page_are_listed()
    {
        await using var rules = service.Client.CreateRuleManager("t", "all");
        for (var i = 0; i < 120; i++)
            await rules.CreateRuleAsync($"r{i}", new FalseRuleFilter());
        Assert.Equal(121, (await rules.GetRulesAsync().ToListAsync()).Count);
    }

    private Task SendAsync(ServiceBusMessage message) => service.Client.CreateSender("t").SendMessageAsync(message);

    private int Active(string subscription) => service.Active($"t/Subscriptions/{subscription}");
}
