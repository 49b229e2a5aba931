using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using CorrelationFilter = Azure.Messaging.ServiceBus.Administration.CorrelationRuleFilter;
using SqlFilter = Azure.Messaging.ServiceBus.Administration.SqlRuleFilter;

namespace TypedTasks.Emulator.DotNet.Tests.Administration;

public sealed class TopicAdministrationTests
{
    public static TheoryData<string> Schemes => Place.Schemes;

    /// <summary>Every type that the client writes a parameter or a property of a rule with.</summary>
    public static TheoryData<object> RuleValues => ["text", 5, 5L, long.MinValue, true, 1.5, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromMinutes(90)];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_topic_and_its_subscription_are_made_read_changed_and_deleted(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        var client = place.Client;
        var topic = (await client.CreateTopicAsync("t")).Value;
        topic.DefaultMessageTimeToLive = TimeSpan.FromHours(1);
        Assert.Equal(TimeSpan.FromHours(1), (await client.UpdateTopicAsync(topic)).Value.DefaultMessageTimeToLive);
        var subscription = (await client.CreateSubscriptionAsync("t", "s")).Value;
        subscription.MaxDeliveryCount = 3;
        Assert.Equal(3, (await client.UpdateSubscriptionAsync(subscription)).Value.MaxDeliveryCount);
        Assert.True((await client.TopicExistsAsync("t")).Value && (await client.SubscriptionExistsAsync("t", "s")).Value);
        Assert.Equal(["s"], await client.GetSubscriptionsAsync("t").Select(found => found.SubscriptionName).ToListAsync());
        await client.DeleteSubscriptionAsync("t", "s");
        Assert.False((await client.SubscriptionExistsAsync("t", "s")).Value);
        await client.DeleteTopicAsync("t");
        Assert.Empty(await client.GetTopicsAsync().ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Rules_are_made_read_changed_and_deleted(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        var client = place.Client;
        await client.CreateTopicAsync("t");
        await client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "s"), new CreateRuleOptions("first", new CorrelationFilter("c")));
        Assert.Equal(["first"], await client.GetRulesAsync("t", "s").Select(rule => rule.Name).ToListAsync());
        var made = (await client.CreateRuleAsync("t", "s", new CreateRuleOptions("second", new SqlFilter("a = @p") { Parameters = { ["@p"] = 1L } }) { Action = new SqlRuleAction("SET a = 2") })).Value;
        made.Filter = new FalseRuleFilter();
        Assert.IsType<FalseRuleFilter>((await client.UpdateRuleAsync("t", "s", made)).Value.Filter);
        Assert.Equal(new SqlRuleAction("SET a = 2"), (await client.GetRuleAsync("t", "s", "second")).Value.Action);
        await client.DeleteRuleAsync("t", "s", "second");
        Assert.False((await client.RuleExistsAsync("t", "s", "second")).Value);
        await client.DeleteRuleAsync("t", "s", "first");
        Assert.Empty(await client.GetRulesAsync("t", "s").ToListAsync());
    }

    [Theory]
    [MemberData(nameof(RuleValues))]
    public async Task A_value_in_a_rule_keeps_its_type_and_is_compared(object value)
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions { Name = "t" }));
        var client = service.Administration;
        await client.CreateSubscriptionAsync(
            new CreateSubscriptionOptions("t", "sql"), new CreateRuleOptions("r", new SqlFilter("p = @p") { Parameters = { ["@p"] = value } }) { Action = new SqlRuleAction("SET x = @q") { Parameters = { ["@q"] = value } } });
        await client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "correlation"), new CreateRuleOptions("r", new CorrelationFilter { ApplicationProperties = { ["p"] = value } }));
        var sql = (await client.GetRuleAsync("t", "sql", "r")).Value;
        Assert.Equal(value, Assert.IsType<SqlFilter>(sql.Filter).Parameters["@p"]);
        Assert.Equal(value, Assert.IsType<SqlRuleAction>(sql.Action).Parameters["@q"]);
        Assert.Equal(value, Assert.IsType<CorrelationFilter>((await client.GetRuleAsync("t", "correlation", "r")).Value.Filter).ApplicationProperties["p"]);
        await service.Client.CreateSender("t").SendMessagesAsync([new("x") { ApplicationProperties = { ["p"] = value } }, new("y")]);
        Assert.Equal((1, 1), (service.Active("t/Subscriptions/sql"), service.Active("t/Subscriptions/correlation")));
    }

    [Fact]
    public async Task Filters_are_counted_in_the_version_that_asks_for_it()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions { Name = "t" }));
        var client = service.Administration;
        await client.CreateSubscriptionAsync("t", "one");
        await client.CreateSubscriptionAsync("t", "two");
        await client.CreateRuleAsync("t", "one", new CreateRuleOptions("sql", new SqlFilter("a = 1")));
        await client.CreateRuleAsync("t", "two", new CreateRuleOptions("correlation", new CorrelationFilter("c")));
        var found = (await client.GetTopicRuntimePropertiesAsync("t")).Value;
        Assert.Equal((2, 3, 1), (found.SubscriptionCount, found.SqlFilterCount, found.CorrelationFilterCount));
        var before = new ServiceBusAdministrationClient(
            service.Emulator.AdministrationConnectionString, new ServiceBusAdministrationClientOptions(ServiceBusAdministrationClientOptions.ServiceVersion.V2021_05));
        Assert.Equal(0, (await before.GetTopicRuntimePropertiesAsync("t")).Value.SqlFilterCount);
    }

    [Fact]
    public async Task The_size_of_a_topic_holds_what_its_subscriptions_have_and_their_dead_letters()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions
        {
            Name = "t",
            Subscriptions = { new SubscriptionOptions { Name = "a" }, new SubscriptionOptions { Name = "b" } },
        }));
        await service.Client.CreateSender("t").SendMessageAsync(new ServiceBusMessage(new byte[1000]));
        var receiver = service.Client.CreateReceiver("t", "a");
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync());
        Assert.InRange((await service.Administration.GetTopicRuntimePropertiesAsync("t")).Value.SizeInBytes, 2000, 2400);
        await service.Administration.DeleteSubscriptionAsync("t", "a");
        Assert.InRange((await service.Administration.GetTopicRuntimePropertiesAsync("t")).Value.SizeInBytes, 1000, 1200);
    }

    [Fact]
    public async Task A_topic_is_full_when_its_subscriptions_are()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions
        {
            Name = "t",
            MaxSizeInBytes = 3000,
            RequiresDuplicateDetection = false,
            Subscriptions = { new SubscriptionOptions { Name = "s" } },
        }));
        var sender = service.Client.CreateSender("t");
        for (var i = 0; i < 2; i++)
            await sender.SendMessageAsync(new ServiceBusMessage(new byte[1000]));
        await Fails.WithAsync(ServiceBusFailureReason.QuotaExceeded, () => sender.SendMessageAsync(new ServiceBusMessage(new byte[1000])));
    }

    [Fact]
    public async Task Counts_of_a_subscription_are_its_own()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } }));
        await service.Client.CreateSender("t").SendMessagesAsync([new("1"), new("2")]);
        var receiver = service.Client.CreateReceiver("t", "s");
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync());
        var found = (await service.Administration.GetSubscriptionRuntimePropertiesAsync("t", "s")).Value;
        Assert.Equal((1L, 1L, 2L), (found.ActiveMessageCount, found.DeadLetterMessageCount, found.TotalMessageCount));
    }

    [Fact]
    public async Task Authorization_rules_of_a_topic_are_kept()
    {
        await using var service = await Service.StartAsync(_ => { });
        var options = new CreateTopicOptions("t") { AuthorizationRules = { new SharedAccessAuthorizationRule("sender", [AccessRights.Send]) } };
        await service.Administration.CreateTopicAsync(options);
        Assert.Equal(options.AuthorizationRules, (await service.Administration.GetTopicAsync("t")).Value.AuthorizationRules);
    }

    [Fact]
    public async Task What_is_wrong_with_a_rule_is_said()
    {
        await using var service = await Service.StartAsync(options => options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } }));
        var client = service.Administration;
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateRuleAsync("t", "s", new CreateRuleOptions("bad", new SqlFilter("a ="))));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => client.CreateRuleAsync("t", "s", new CreateRuleOptions("$Default", new TrueRuleFilter())));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => client.GetRuleAsync("t", "s", "nobody"));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => client.CreateSubscriptionAsync("nowhere", "s"));
    }
}
