using static TypedTasks.Emulator.Tests.Configuration.Files;

namespace TypedTasks.Emulator.Tests.Configuration;

/// <summary>Plans and states as <c>terraform show -json</c> writes them.</summary>
public sealed class TerraformTests
{
    private const string Ids = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/ns/topics/news";

    [Fact]
    public void Everything_that_a_queue_can_be_told_is_told()
    {
        var options = Read(Plan(Resource("azurerm_servicebus_queue", "orders", """
            "auto_delete_on_idle": "PT1H", "batched_operations_enabled": true, "dead_lettering_on_message_expiration": true, "default_message_ttl": "P1D",
            "duplicate_detection_history_time_window": "PT5M", "express_enabled": false, "forward_dead_lettered_messages_to": "dead", "forward_to": null, "lock_duration": "PT30S",
            "max_delivery_count": 4, "max_message_size_in_kilobytes": 256, "max_size_in_megabytes": 2048, "namespace_id": "/x/namespaces/ns", "partitioning_enabled": true,
            "requires_duplicate_detection": true, "requires_session": true, "status": "ReceiveDisabled", "timeouts": null, "id": "/x"
            """)));
        Assert.Equal(
            [
                new QueueOptions
                {
                    Name = "orders", LockDuration = TimeSpan.FromSeconds(30), MaxSizeInBytes = 2048L << 20, RequiresDuplicateDetection = true, RequiresSession = true,
                    DefaultTimeToLive = TimeSpan.FromDays(1), DeadLetteringOnExpiration = true, DuplicateDetectionWindow = TimeSpan.FromMinutes(5), MaxDeliveryCount = 4,
                    Status = EntityStatus.ReceiveDisabled, AutoDeleteOnIdle = TimeSpan.FromHours(1), EnablePartitioning = true, ForwardDeadLetteredMessagesTo = "dead",
                },
            ],
            options.Queues);
    }

    [Fact]
    public void A_state_says_by_ids_what_belongs_together()
    {
        var resources = string.Join(',',
            Resource("azurerm_servicebus_subscription_rule", "red", $$"""
                "subscription_id": "{{Ids}}/subscriptions/all", "filter_type": "CorrelationFilter", "action": "",
                "correlation_filter": [{ "content_type": "", "correlation_id": "c", "label": "l", "properties": { "colour": "red" }, "to": null }], "sql_filter": null, "sql_filter_compatibility_level": 20
                """),
            Resource("azurerm_servicebus_subscription_rule", "small", $$"""
                "subscription_id": "{{Ids}}/subscriptions/all", "filter_type": "SqlFilter", "action": "SET a = 1", "correlation_filter": [], "sql_filter": "size < 3"
                """),
            Resource("azurerm_servicebus_subscription", "all", $"\"topic_id\": \"{Ids}\", \"max_delivery_count\": 10, \"client_scoped_subscription_enabled\": false, \"client_scoped_subscription\": []"),
            Resource("azurerm_servicebus_topic", "news", "\"support_ordering\": false"));
        var options = Read($$"""{ "format_version": "1.0", "terraform_version": "1.9.0", "values": { "root_module": { "resources": [{{resources}}] } } }""");
        var subscription = Assert.Single(Assert.Single(options.Topics).Subscriptions);
        var filter = Assert.IsType<CorrelationRuleFilter>(subscription.Rules[0].Filter);
        Assert.Equal(("c", "l", "red", null), (filter.CorrelationId, filter.Subject, filter.Properties["colour"], subscription.Rules[0].Action));
        Assert.Equal(("size < 3", "SET a = 1"), (Assert.IsType<SqlRuleFilter>(subscription.Rules[1].Filter).Expression, subscription.Rules[1].Action));
    }

    [Fact]
    public void A_plan_says_by_its_configuration_what_belongs_together()
    {
        var options = Read(Plan(
            string.Join(',',
                Resource("azurerm_servicebus_topic", "news", ""), Resource("azurerm_servicebus_topic", "other", ""),
                Resource("azurerm_servicebus_subscription", "all", ""), Resource("azurerm_servicebus_subscription_rule", "r", "\"filter_type\": \"SqlFilter\", \"sql_filter\": \"1=0\"")),
            configuration: """
                "resources": [
                  { "address": "azurerm_servicebus_subscription.all", "type": "azurerm_servicebus_subscription", "name": "all", "expressions": { "topic_id": { "references": ["azurerm_servicebus_topic.news.id", "azurerm_servicebus_topic.news"] } } },
                  { "address": "azurerm_servicebus_subscription_rule.r", "type": "azurerm_servicebus_subscription_rule", "name": "r", "expressions": { "subscription_id": { "references": ["azurerm_servicebus_subscription.all.id", "azurerm_servicebus_subscription.all"] } } }
                ]
                """));
        Assert.Equal(["news", "other"], options.Topics.Select(topic => topic.Name));
        Assert.Equal("r", Assert.Single(Assert.Single(options.Topics[0].Subscriptions).Rules).Name);
        Assert.Empty(options.Topics[1].Subscriptions);
    }

    [Fact]
    public void One_for_each_belongs_to_the_one_with_its_key()
    {
        var resources = string.Join(',', new[] { "a", "b" }.SelectMany(key => new[]
        {
            Resource("azurerm_servicebus_topic", "t", "", key: key, name: $"topic-{key}"), Resource("azurerm_servicebus_subscription", "s", "", key: key, name: $"sub-{key}"),
        }));
        var options = Read(Plan(resources, configuration: """
            "resources": [{ "type": "azurerm_servicebus_subscription", "name": "s", "for_each_expression": {}, "expressions": { "topic_id": { "references": ["azurerm_servicebus_topic.t", "each.key"] } } }]
            """));
        Assert.Equal([("topic-a", "sub-a"), ("topic-b", "sub-b")], options.Topics.Select(topic => (topic.Name, Assert.Single(topic.Subscriptions).Name)));
    }

    [Fact]
    public void An_index_that_is_written_down_counts()
    {
        var resources = string.Join(',', Resource("azurerm_servicebus_topic", "t", "", key: "0", name: "first", number: true), Resource("azurerm_servicebus_topic", "t", "", key: "1", name: "second", number: true),
            Resource("azurerm_servicebus_subscription", "s", ""));
        var options = Read(Plan(resources, configuration: """
            "resources": [{ "type": "azurerm_servicebus_subscription", "name": "s", "expressions": { "topic_id": { "references": ["azurerm_servicebus_topic.t[1].id", "azurerm_servicebus_topic.t[1]", "azurerm_servicebus_topic.t"] } } }]
            """));
        Assert.Equal([0, 1], options.Topics.Select(topic => topic.Subscriptions.Count));
    }

    [Fact]
    public void Modules_are_followed_inwards_and_outwards()
    {
        var options = Read(Plan(
            Resource("azurerm_servicebus_topic", "outer", ""),
            modules: $$"""
                { "address": "module.inner[\"x\"]", "resources": [{{Resource("azurerm_servicebus_subscription", "given", "", module: "module.inner[\"x\"]")}}, {{Resource("azurerm_servicebus_queue", "q", "", module: "module.inner[\"x\"]")}}] },
                { "address": "module.topics", "resources": [{{Resource("azurerm_servicebus_topic", "made", "", module: "module.topics")}}] },
                { "address": "module.uses", "resources": [{{Resource("azurerm_servicebus_subscription", "taken", "", module: "module.uses")}}] }
                """,
            configuration: """
                "module_calls": {
                  "inner": { "expressions": { "topic": { "references": ["azurerm_servicebus_topic.outer.id", "azurerm_servicebus_topic.outer"] } },
                             "module": { "resources": [{ "type": "azurerm_servicebus_subscription", "name": "given", "expressions": { "topic_id": { "references": ["var.topic"] } } }] } },
                  "topics": { "module": { "outputs": { "topic_id": { "expression": { "references": ["azurerm_servicebus_topic.made.id", "azurerm_servicebus_topic.made"] } } } } },
                  "uses": { "expressions": { "topic": { "references": ["module.topics.topic_id", "module.topics"] } },
                            "module": { "resources": [{ "type": "azurerm_servicebus_subscription", "name": "taken", "expressions": { "topic_id": { "references": ["var.topic"] } } }] } }
                }
                """));
        Assert.Equal(["q"], Names(options));
        Assert.Equal([("outer", "given"), ("made", "taken")], options.Topics.Select(topic => (topic.Name, Assert.Single(topic.Subscriptions).Name)));
    }

    [Theory]
    [InlineData("azurerm_servicebus_queue", "\"lock_duration\": \"soon\"", "", "azurerm_servicebus_queue.r: 'lockDuration' must be a duration such as PT1M.")]
    [InlineData("azurerm_servicebus_queue", "\"express_enabled\": true", "", "azurerm_servicebus_queue.r: 'enableExpress' is not supported by this emulator.")]
    [InlineData("azurerm_servicebus_queue", "\"colour\": \"red\"", "", "azurerm_servicebus_queue.r: 'colour' is not supported by this emulator.")]
    [InlineData("azurerm_servicebus_queue", "", "forward_to", "azurerm_servicebus_queue.r: 'forwardTo' is not known before a deployment: it is known after apply.")]
    [InlineData("azurerm_servicebus_relay", "", "", "azurerm_servicebus_relay.r: resources of the type 'azurerm_servicebus_relay' are not supported by this emulator.")]
    [InlineData("azurerm_servicebus_subscription", "", "topic_id", "azurerm_servicebus_subscription.r: 'topic_id' is not known before a deployment, and the plan does not say which resource it belongs to.")]
    [InlineData("azurerm_servicebus_subscription", "\"topic_id\": \"/x/topics/t\"", "", "azurerm_servicebus_subscription.r: the topic 't' is not among what was read.")]
    [InlineData("azurerm_servicebus_subscription", "\"topic_id\": \"/x/y\"", "", "azurerm_servicebus_subscription.r: the id '/x/y' names no part of topics.")]
    public void What_cannot_be_had_is_refused_by_name(string type, string values, string unknown, string words)
    {
        var changes = unknown.Length == 0 ? "" : $$"""{ "address": "{{type}}.r", "change": { "after_unknown": { "id": true, "{{unknown}}": true } } }""";
        Assert.Equal(words, Refusal(Plan(Resource(type, "r", values), changes: changes)));
    }

    [Fact]
    public void A_name_that_is_known_after_apply_is_refused()
    {
        const string Nameless = """{ "address": "azurerm_servicebus_queue.r", "mode": "managed", "type": "azurerm_servicebus_queue", "name": "r", "values": { "lock_duration": "PT1M" } }""";
        Assert.Equal(
            "azurerm_servicebus_queue.r: 'name' is not known before a deployment: it is known after apply.",
            Refusal(Plan(Nameless, changes: """{ "address": "azurerm_servicebus_queue.r", "change": { "after_unknown": { "name": true } } }""")));
        Assert.Equal("azurerm_servicebus_queue.r: 'name' is missing.", Refusal(Plan(Nameless)));
    }

    [Fact]
    public void What_nobody_wrote_has_its_default_though_the_plan_does_not_know_it()
    {
        const string Changes = """{ "address": "azurerm_servicebus_queue.r", "change": { "after_unknown": { "id": true, "max_size_in_megabytes": true, "auto_delete_on_idle": true } } }""";
        var written = """ "resources": [{ "type": "azurerm_servicebus_queue", "name": "r", "expressions": { "name": { "constant_value": "r" } } }] """;
        Assert.Equal([new QueueOptions { Name = "r", RequiresDuplicateDetection = false }], Read(Plan(Resource("azurerm_servicebus_queue", "r", ""), configuration: written, changes: Changes)).Queues);
        written = """ "resources": [{ "type": "azurerm_servicebus_queue", "name": "r", "expressions": { "auto_delete_on_idle": { "references": ["random_integer.idle"] } } }] """;
        Assert.Contains("'autoDeleteOnIdle' is not known", Refusal(Plan(Resource("azurerm_servicebus_queue", "r", ""), configuration: written, changes: Changes)), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_topics_that_may_be_meant_are_named()
    {
        var resources = string.Join(',', Resource("azurerm_servicebus_topic", "t", "", key: "a"), Resource("azurerm_servicebus_topic", "t", "", key: "b"), Resource("azurerm_servicebus_subscription", "s", "", key: "c"));
        Assert.Equal(
            "azurerm_servicebus_subscription.s[\"c\"]: 'topic_id' is not known before a deployment, and may be that of azurerm_servicebus_topic.t[\"a\"], azurerm_servicebus_topic.t[\"b\"].",
            Refusal(Plan(resources, configuration: """
                "resources": [{ "type": "azurerm_servicebus_subscription", "name": "s", "expressions": { "topic_id": { "references": ["azurerm_servicebus_topic.t", "each.value"] } } }]
                """)));
    }

    [Fact]
    public void Other_resources_and_data_sources_are_passed_over()
    {
        var options = Read(Plan(string.Join(',',
            Resource("azurerm_resource_group", "rg", "\"location\": \"x\""), Resource("azurerm_servicebus_namespace", "ns", "\"sku\": \"Standard\""),
            Resource("azurerm_servicebus_queue_authorization_rule", "a", "\"listen\": true"),
            """{ "address": "data.azurerm_servicebus_queue.seen", "mode": "data", "type": "azurerm_servicebus_queue", "name": "seen", "values": { "name": "seen" } }""")));
        Assert.Empty(options.Queues);
    }

    private static string Resource(string type, string own, string values, string? key = null, string? name = null, bool number = false, string module = "")
    {
        var index = key is null ? "" : number ? $"[{key}]" : $"[\\\"{key}\\\"]";
        var place = module.Length > 0 ? $"{module.Replace("\"", "\\\"", StringComparison.Ordinal)}." : "";
        return $$"""
            { "address": "{{place}}{{type}}.{{own}}{{index}}", "mode": "managed", "type": "{{type}}", "name": "{{own}}", {{(key is null ? "" : number ? $"\"index\": {key}," : $"\"index\": \"{key}\",")}}
              "provider_name": "registry.terraform.io/hashicorp/azurerm", "schema_version": 0, "values": { "name": "{{name ?? own}}"{{(values.Length > 0 ? ", " + values : "")}} }, "sensitive_values": {} }
            """;
    }

    private static string Plan(string resources, string modules = "", string configuration = "", string changes = "") => $$"""
        {
          "format_version": "1.2", "terraform_version": "1.9.0",
          "planned_values": { "root_module": { "resources": [{{resources}}], "child_modules": [{{modules}}] } },
          "resource_changes": [{{changes}}],
          "configuration": { "root_module": { {{configuration}} } }
        }
        """;
}
