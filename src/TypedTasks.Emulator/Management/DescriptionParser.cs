using System.Xml.Linq;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Management;

/// <summary>Turns descriptions of entities into options. What is not given has the service's default, as when an entity is made.</summary>
internal static class DescriptionParser
{
    public const string Queue = "QueueDescription";
    public const string Topic = "TopicDescription";
    public const string Subscription = "SubscriptionDescription";
    private const long Megabyte = 1024 * 1024;

    public static (QueueOptions Options, EntityFacts Facts) ReadQueue(string name, XElement description, long now)
    {
        var reader = new DescriptionReader(description);
        var initial = new QueueOptions { Name = name };
        var options = initial with
        {
            LockDuration = reader.Duration("LockDuration") ?? initial.LockDuration,
            MaxSizeInBytes = reader.Number("MaxSizeInMegabytes") * Megabyte ?? initial.MaxSizeInBytes,
            RequiresDuplicateDetection = reader.Flag("RequiresDuplicateDetection", false),
            RequiresSession = reader.Flag("RequiresSession", false),
            EnablePartitioning = reader.Flag("EnablePartitioning", false),
            DefaultTimeToLive = reader.Limit("DefaultMessageTimeToLive"),
            DeadLetteringOnExpiration = reader.Flag("DeadLetteringOnMessageExpiration", false),
            DuplicateDetectionWindow = reader.Duration("DuplicateDetectionHistoryTimeWindow") ?? initial.DuplicateDetectionWindow,
            MaxDeliveryCount = DeliveryCount(reader) ?? initial.MaxDeliveryCount,
            Status = reader.Status(),
            ForwardTo = reader.Target("ForwardTo"),
            ForwardDeadLetteredMessagesTo = reader.Target("ForwardDeadLetteredMessagesTo"),
            AutoDeleteOnIdle = reader.Limit("AutoDeleteOnIdle"),
        };
        return (options, Finish(reader, now));
    }

    public static (TopicOptions Options, EntityFacts Facts) ReadTopic(string name, XElement description, long now)
    {
        var reader = new DescriptionReader(description);
        var initial = new TopicOptions { Name = name };
        var options = initial with
        {
            MaxSizeInBytes = reader.Number("MaxSizeInMegabytes") * Megabyte ?? initial.MaxSizeInBytes,
            RequiresDuplicateDetection = reader.Flag("RequiresDuplicateDetection", false),
            EnablePartitioning = reader.Flag("EnablePartitioning", false),
            DefaultTimeToLive = reader.Limit("DefaultMessageTimeToLive"),
            DuplicateDetectionWindow = reader.Duration("DuplicateDetectionHistoryTimeWindow") ?? initial.DuplicateDetectionWindow,
            Status = reader.Status(),
            AutoDeleteOnIdle = reader.Limit("AutoDeleteOnIdle"),
        };
        return (options, Finish(reader, now));
    }

    public static (SubscriptionOptions Options, EntityFacts Facts) ReadSubscription(string name, XElement description, long now)
    {
        var reader = new DescriptionReader(description);
        var initial = new SubscriptionOptions { Name = name };
        var rule = reader.Element("DefaultRuleDescription");
        var options = initial with
        {
            LockDuration = reader.Duration("LockDuration") ?? initial.LockDuration,
            RequiresSession = reader.Flag("RequiresSession", false),
            DefaultTimeToLive = reader.Limit("DefaultMessageTimeToLive"),
            DeadLetteringOnExpiration = reader.Flag("DeadLetteringOnMessageExpiration", false),
            MaxDeliveryCount = DeliveryCount(reader) ?? initial.MaxDeliveryCount,
            Status = reader.Status(),
            ForwardTo = reader.Target("ForwardTo"),
            ForwardDeadLetteredMessagesTo = reader.Target("ForwardDeadLetteredMessagesTo"),
            AutoDeleteOnIdle = reader.Limit("AutoDeleteOnIdle"),
            Rules = rule is null ? [] : [RuleDescriptions.Read(rule, null)],
        };
        reader.Repeat("DeadLetteringOnFilterEvaluationExceptions");
        return (options, Finish(reader, now));
    }

    private static int? DeliveryCount(DescriptionReader reader) =>
        reader.Number("MaxDeliveryCount") is { } count ? (int)Math.Clamp(count, 0, int.MaxValue) : null;

    private static EntityFacts Finish(DescriptionReader reader, long now)
    {
        reader.RefuseFlag("EnableExpress");
        reader.RefuseFlag("IsExpress");
        reader.RepeatXml("AuthorizationRules");
        var kilobytes = reader.Number("MaxMessageSizeInKilobytes");
        reader.Repeat("UserMetadata");
        reader.Repeat("EnableBatchedOperations");
        reader.Repeat("SupportOrdering");
        if (reader.Inert.GetValueOrDefault("UserMetadata")?.Length > 1024)
            throw ManagementException.BadRequest("'UserMetadata' is at most 1024 characters long.");
        var created = reader.Time("CreatedAt") ?? now;
        var facts = new EntityFacts(created) { UpdatedAt = reader.Time("UpdatedAt") ?? now, Inert = reader.Inert, MaxMessageKilobytes = kilobytes };
        // The journal alone gives times; what a client sends of them is replaced by whoever called.
        reader.Close();
        return facts;
    }
}
