namespace TypedTasks.Emulator.Configuration;

/// <summary>Makes entities of the settings that Azure's templates give them. What is not given has the service's default.</summary>
internal static class EntitySettings
{
    private const long Megabyte = 1024 * 1024;
    private const int Kilobytes = 1024;

    public static QueueOptions Queue(string name, SettingReader settings)
    {
        var initial = new QueueOptions { Name = name };
        var queue = initial with
        {
            LockDuration = settings.Duration("lockDuration") ?? initial.LockDuration,
            MaxDeliveryCount = settings.Count("maxDeliveryCount") ?? initial.MaxDeliveryCount,
            DefaultTimeToLive = settings.Limit("defaultMessageTimeToLive"),
            RequiresDuplicateDetection = settings.Flag("requiresDuplicateDetection"),
            DuplicateDetectionWindow = settings.Duration("duplicateDetectionHistoryTimeWindow") ?? initial.DuplicateDetectionWindow,
            DeadLetteringOnExpiration = settings.Flag("deadLetteringOnMessageExpiration"),
            RequiresSession = settings.Flag("requiresSession"),
            ForwardTo = settings.Target("forwardTo"),
            ForwardDeadLetteredMessagesTo = settings.Target("forwardDeadLetteredMessagesTo"),
            Status = settings.Status("status"),
            AutoDeleteOnIdle = settings.Limit("autoDeleteOnIdle"),
            EnablePartitioning = settings.Flag("enablePartitioning"),
            MaxSizeInBytes = settings.Number("maxSizeInMegabytes") * Megabyte ?? initial.MaxSizeInBytes,
        };
        Finish(settings);
        return queue;
    }

    public static TopicOptions Topic(string name, SettingReader settings)
    {
        var initial = new TopicOptions { Name = name };
        var topic = initial with
        {
            DefaultTimeToLive = settings.Limit("defaultMessageTimeToLive"),
            RequiresDuplicateDetection = settings.Flag("requiresDuplicateDetection"),
            DuplicateDetectionWindow = settings.Duration("duplicateDetectionHistoryTimeWindow") ?? initial.DuplicateDetectionWindow,
            Status = settings.Status("status"),
            AutoDeleteOnIdle = settings.Limit("autoDeleteOnIdle"),
            EnablePartitioning = settings.Flag("enablePartitioning"),
            MaxSizeInBytes = settings.Number("maxSizeInMegabytes") * Megabyte ?? initial.MaxSizeInBytes,
        };
        Finish(settings);
        return topic;
    }

    public static SubscriptionOptions Subscription(string name, SettingReader settings)
    {
        var initial = new SubscriptionOptions { Name = name };
        var subscription = initial with
        {
            LockDuration = settings.Duration("lockDuration") ?? initial.LockDuration,
            MaxDeliveryCount = settings.Count("maxDeliveryCount") ?? initial.MaxDeliveryCount,
            DefaultTimeToLive = settings.Limit("defaultMessageTimeToLive"),
            DeadLetteringOnExpiration = settings.Flag("deadLetteringOnMessageExpiration"),
            RequiresSession = settings.Flag("requiresSession"),
            ForwardTo = settings.Target("forwardTo"),
            ForwardDeadLetteredMessagesTo = settings.Target("forwardDeadLetteredMessagesTo"),
            Status = settings.Status("status"),
            AutoDeleteOnIdle = settings.Limit("autoDeleteOnIdle"),
        };
        settings.Skip("deadLetteringOnFilterEvaluationExceptions", "duplicateDetectionHistoryTimeWindow");
        settings.RefuseFlag("isClientAffine");
        Finish(settings);
        return subscription;
    }

    public static RuleOptions Rule(string name, SettingReader settings)
    {
        var type = settings.Text("filterType");
        var (sql, correlation, action) = (settings.Object("sqlFilter"), settings.Object("correlationFilter"), settings.Object("action"));
        settings.Close();
        RuleFilter filter = (type?.ToLowerInvariant(), sql, correlation) switch
        {
            ("correlationfilter", _, { } given) => Correlation(given),
            ("sqlfilter" or null, { } given, null) => Sql(given),
            (null, null, { } given) => Correlation(given),
            // Tools write an empty filter of the other kind beside the one that counts.
            ("sqlfilter", { } given, _) => Sql(given),
            (null, null, null) => new SqlRuleFilter("1=1"),
            ("correlationfilter", _, null) => throw settings.Missing("correlationFilter"),
            ("sqlfilter", null, _) => throw settings.Missing("sqlFilter"),
            _ => throw new FormatException($"{settings.Owner}: the filter type '{type}' is not known: use SqlFilter or CorrelationFilter."),
        };
        var expression = action?.Target("sqlExpression");
        Finish(action);
        return new RuleOptions { Name = name, Filter = filter, Action = expression };
    }

    private static SqlRuleFilter Sql(SettingReader settings)
    {
        var expression = settings.Target("sqlExpression") ?? throw settings.Missing("sqlExpression");
        Finish(settings);
        return new(expression);
    }

    private static CorrelationRuleFilter Correlation(SettingReader settings)
    {
        var filter = new CorrelationRuleFilter
        {
            CorrelationId = settings.Text("correlationId"),
            MessageId = settings.Text("messageId"),
            To = settings.Text("to"),
            ReplyTo = settings.Text("replyTo"),
            Subject = settings.Text("label"),
            SessionId = settings.Text("sessionId"),
            ReplyToSessionId = settings.Text("replyToSessionId"),
            ContentType = settings.Text("contentType"),
            Properties = settings.Values("properties"),
        };
        Finish(settings);
        return filter;
    }

    private static void Finish(SettingReader? settings)
    {
        if (settings is null)
            return;
        settings.RefuseFlag("enableExpress");
        if (settings.Number("maxMessageSizeInKilobytes") is { } size && size > Kilobytes)
            throw new FormatException($"{settings.Owner}: 'maxMessageSizeInKilobytes' is at most {Kilobytes} in this emulator.");
        // What the emulator keeps elsewhere or what changes nothing in it.
        settings.Skip("enableBatchedOperations", "supportOrdering", "userMetadata", "clientAffineProperties", "compatibilityLevel", "requiresPreprocessing");
        settings.Close();
    }
}
