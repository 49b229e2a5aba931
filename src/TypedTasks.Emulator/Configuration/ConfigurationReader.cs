using System.Text.Json;

namespace TypedTasks.Emulator.Configuration;

/// <summary>Reads the official emulator's <c>Config.json</c>; what it does not know it refuses by name, so that nothing is silently ignored.</summary>
internal static class ConfigurationReader
{
    public static void Read(JsonElement root, ServiceBusEmulatorOptions options) => ReadRoot(new JsonNodeReader(root, "Config"), options);

    private static void ReadRoot(JsonNodeReader root, ServiceBusEmulatorOptions options)
    {
        var user = root.Object("UserConfig") ?? throw root.Missing("UserConfig");
        root.Close();
        // Where the official emulator logs to has no meaning here.
        user.Skip("Logging");
        foreach (var space in user.Array("Namespaces"))
        {
            space.Text("Name");
            foreach (var queue in space.Array("Queues"))
                options.Queues.Add(ReadQueue(queue));
            foreach (var topic in space.Array("Topics"))
                options.Topics.Add(ReadTopic(topic));
            space.Close();
        }

        user.Close();
    }

    private static QueueOptions ReadQueue(JsonNodeReader node)
    {
        var queue = new QueueOptions { Name = node.Text("Name") ?? throw node.Missing("Name"), RequiresDuplicateDetection = false };
        if (node.Object("Properties") is { } properties)
        {
            queue = queue with
            {
                LockDuration = properties.Duration("LockDuration") ?? queue.LockDuration,
                MaxDeliveryCount = properties.Number("MaxDeliveryCount") ?? queue.MaxDeliveryCount,
                DefaultTimeToLive = properties.Duration("DefaultMessageTimeToLive"),
                DeadLetteringOnExpiration = properties.Flag("DeadLetteringOnMessageExpiration"),
                RequiresDuplicateDetection = properties.Flag("RequiresDuplicateDetection"),
                DuplicateDetectionWindow = properties.Duration("DuplicateDetectionHistoryTimeWindow") ?? queue.DuplicateDetectionWindow,
                RequiresSession = properties.Flag("RequiresSession"),
                ForwardTo = properties.Name("ForwardTo"),
                ForwardDeadLetteredMessagesTo = properties.Name("ForwardDeadLetteredMessagesTo"),
            };
            properties.Close();
        }

        node.Close();
        return queue;
    }

    private static TopicOptions ReadTopic(JsonNodeReader node)
    {
        var topic = new TopicOptions { Name = node.Text("Name") ?? throw node.Missing("Name"), RequiresDuplicateDetection = false };
        if (node.Object("Properties") is { } properties)
        {
            topic = topic with
            {
                DefaultTimeToLive = properties.Duration("DefaultMessageTimeToLive"),
                RequiresDuplicateDetection = properties.Flag("RequiresDuplicateDetection"),
                DuplicateDetectionWindow = properties.Duration("DuplicateDetectionHistoryTimeWindow") ?? topic.DuplicateDetectionWindow,
            };
            properties.Close();
        }

        foreach (var subscription in node.Array("Subscriptions"))
            topic.Subscriptions.Add(ReadSubscription(subscription));
        node.Close();
        return topic;
    }

    private static SubscriptionOptions ReadSubscription(JsonNodeReader node)
    {
        var subscription = new SubscriptionOptions { Name = node.Text("Name") ?? throw node.Missing("Name") };
        if (node.Object("Properties") is { } properties)
        {
            subscription = subscription with
            {
                LockDuration = properties.Duration("LockDuration") ?? subscription.LockDuration,
                MaxDeliveryCount = properties.Number("MaxDeliveryCount") ?? subscription.MaxDeliveryCount,
                DefaultTimeToLive = properties.Duration("DefaultMessageTimeToLive"),
                DeadLetteringOnExpiration = properties.Flag("DeadLetteringOnMessageExpiration"),
                RequiresSession = properties.Flag("RequiresSession"),
                ForwardTo = properties.Name("ForwardTo"),
                ForwardDeadLetteredMessagesTo = properties.Name("ForwardDeadLetteredMessagesTo"),
            };
            properties.Close();
        }

        foreach (var rule in node.Array("Rules"))
            subscription.Rules.Add(ReadRule(rule));
        node.Close();
        return subscription;
    }

    private static RuleOptions ReadRule(JsonNodeReader node)
    {
        var name = node.Text("Name") ?? throw node.Missing("Name");
        var properties = node.Object("Properties") ?? throw node.Missing("Properties");
        node.Close();
        var type = properties.Text("FilterType") ?? "Sql";
        RuleFilter filter = type switch
        {
            "Sql" => ReadSql(properties),
            "Correlation" => ReadCorrelation(properties.Object("CorrelationFilter") ?? throw properties.Missing("CorrelationFilter")),
            "True" or "TrueFilter" => new SqlRuleFilter("1=1"),
            "False" or "FalseFilter" => new SqlRuleFilter("1=0"),
            _ => throw new FormatException($"{properties.Path}: the filter type '{type}' is not known."),
        };
        var action = properties.Object("Action");
        var expression = action?.Text("SqlExpression");
        action?.Close();
        properties.Close();
        return new RuleOptions { Name = name, Filter = filter, Action = expression };
    }

    private static SqlRuleFilter ReadSql(JsonNodeReader properties)
    {
        var sql = properties.Object("SqlFilter") ?? throw properties.Missing("SqlFilter");
        var filter = new SqlRuleFilter(sql.Text("SqlExpression") ?? throw sql.Missing("SqlExpression"));
        sql.Close();
        return filter;
    }

    private static CorrelationRuleFilter ReadCorrelation(JsonNodeReader node)
    {
        var filter = new CorrelationRuleFilter
        {
            CorrelationId = node.Text("CorrelationId"),
            MessageId = node.Text("MessageId"),
            To = node.Text("To"),
            ReplyTo = node.Text("ReplyTo"),
            Subject = node.Text("Label") ?? node.Text("Subject"),
            SessionId = node.Text("SessionId"),
            ReplyToSessionId = node.Text("ReplyToSessionId"),
            ContentType = node.Text("ContentType"),
            Properties = node.Values("Properties"),
        };
        node.Close();
        return filter;
    }
}
