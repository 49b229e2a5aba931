using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Management;

/// <summary>Describes entities as the service does: the order of the properties is part of the contract.</summary>
internal sealed class DescriptionWriter(string root)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>What the service says for never.</summary>
    private const string Never = "0001-01-01T00:00:00Z";

    public XElement Describe(MessageQueue queue) => Described(DescriptionParser.Queue,
        Property("LockDuration", queue.Options.LockDuration),
        Property("MaxSizeInMegabytes", Megabytes(queue.Options.MaxSizeInBytes)),
        Property("RequiresDuplicateDetection", queue.Options.RequiresDuplicateDetection),
        Property("RequiresSession", queue.Options.RequiresSession),
        Limit("DefaultMessageTimeToLive", queue.Options.DefaultTimeToLive),
        Property("DeadLetteringOnMessageExpiration", queue.Options.DeadLetteringOnExpiration),
        Property("DuplicateDetectionHistoryTimeWindow", queue.Options.DuplicateDetectionWindow),
        Property("MaxDeliveryCount", queue.Options.MaxDeliveryCount),
        Repeated(queue, "EnableBatchedOperations", "true"),
        Property("SizeInBytes", queue.SizeInBytes),
        Property("MessageCount", MessageCount(queue)),
        Property("IsAnonymousAccessible", false),
        RepeatedXml(queue, "AuthorizationRules"),
        Property("Status", queue.Options.Status),
        Target("ForwardTo", queue.Options.ForwardTo),
        Repeated(queue, "UserMetadata"),
        Times(queue),
        Property("SupportOrdering", true),
        Counts(queue, queue.ScheduledCount),
        Limit("AutoDeleteOnIdle", queue.Options.AutoDeleteOnIdle),
        Property("EnablePartitioning", queue.Options.EnablePartitioning),
        Property("EntityAvailabilityStatus", "Available"),
        Target("ForwardDeadLetteredMessagesTo", queue.Options.ForwardDeadLetteredMessagesTo),
        Property("EnableExpress", false),
        Property("MaxMessageSizeInKilobytes", Kilobytes(queue)));

    /// <summary>Describes a topic; how many filters it has is asked for since version 2024-05 alone.</summary>
    public static XElement Describe(Topic topic, bool withFilterCounts = false) => Described(DescriptionParser.Topic,
        Limit("DefaultMessageTimeToLive", topic.Options.DefaultTimeToLive),
        Property("MaxSizeInMegabytes", Megabytes(topic.Options.MaxSizeInBytes)),
        Property("RequiresDuplicateDetection", topic.Options.RequiresDuplicateDetection),
        Property("DuplicateDetectionHistoryTimeWindow", topic.Options.DuplicateDetectionWindow),
        Repeated(topic.Inbox, "EnableBatchedOperations", "true"),
        Property("SizeInBytes", topic.Inbox.SizeInBytes),
        Property("FilteringMessagesBeforePublishing", false),
        Property("IsAnonymousAccessible", false),
        RepeatedXml(topic.Inbox, "AuthorizationRules"),
        Property("Status", topic.Options.Status),
        Repeated(topic.Inbox, "UserMetadata"),
        Times(topic.Inbox),
        Repeated(topic.Inbox, "SupportOrdering", "true"),
        Counts(topic.Inbox, topic.Inbox.ScheduledCount),
        Property("SubscriptionCount", topic.Subscriptions.Count()),
        withFilterCounts ? Property("SqlFilterCount", topic.CountFilters<SqlRuleFilter>()) : null,
        withFilterCounts ? Property("CorrelationFilterCount", topic.CountFilters<CorrelationRuleFilter>()) : null,
        Limit("AutoDeleteOnIdle", topic.Options.AutoDeleteOnIdle),
        Property("EnablePartitioning", topic.Options.EnablePartitioning),
        Property("EntityAvailabilityStatus", "Available"),
        Property("EnableSubscriptionPartitioning", false),
        Property("EnableExpress", false),
        Property("MaxMessageSizeInKilobytes", Kilobytes(topic.Inbox)));

    public XElement Describe(Subscription subscription) => Described(DescriptionParser.Subscription,
        Property("LockDuration", subscription.Options.LockDuration),
        Property("RequiresSession", subscription.Options.RequiresSession),
        Limit("DefaultMessageTimeToLive", subscription.Options.DefaultTimeToLive),
        Property("DeadLetteringOnMessageExpiration", subscription.Options.DeadLetteringOnExpiration),
        Repeated(subscription.Queue, "DeadLetteringOnFilterEvaluationExceptions", "true"),
        Property("MessageCount", MessageCount(subscription.Queue)),
        Property("MaxDeliveryCount", subscription.Options.MaxDeliveryCount),
        Repeated(subscription.Queue, "EnableBatchedOperations", "true"),
        Property("Status", subscription.Options.Status),
        Target("ForwardTo", subscription.Options.ForwardTo),
        Times(subscription.Queue),
        Repeated(subscription.Queue, "UserMetadata"),
        Counts(subscription.Queue, 0),
        Target("ForwardDeadLetteredMessagesTo", subscription.Options.ForwardDeadLetteredMessagesTo),
        Limit("AutoDeleteOnIdle", subscription.Options.AutoDeleteOnIdle),
        Property("EntityAvailabilityStatus", "Available"));

    public static string Time(long milliseconds) => milliseconds == 0
        ? Never
        : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static XElement Property(string name, object value) => new(Xmlns.Connect + name, value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan duration => XmlConvert.ToString(duration),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    });

    private static XElement Described(string kind, params object?[] properties) =>
        new(Xmlns.Connect + kind, new XAttribute(XNamespace.Xmlns + "i", Xmlns.Instance), properties);

    private static XElement Limit(string name, TimeSpan? limit) => Property(name, limit ?? TimeSpan.MaxValue);

    private static XElement? Repeated(MessageQueue queue, string name, string? otherwise = null) =>
        queue.Facts.Inert.GetValueOrDefault(name, otherwise!) is { } text ? Property(name, text) : null;

    private static XElement RepeatedXml(MessageQueue queue, string name) =>
        queue.Facts.Inert.TryGetValue(name, out var text) ? XmlText.Parse(text) : new XElement(Xmlns.Connect + name);

    private static long Megabytes(long bytes) => (bytes + Megabyte - 1) / Megabyte;

    private static int Kilobytes(MessageQueue queue) => TierRules.LargestMessage(queue.Broker.Meter.Tier) / 1024;

    private static int MessageCount(MessageQueue queue) => queue.ActiveCount + queue.ScheduledCount + queue.DeferredCount
        + queue.SubQueues.DeadLetterCount + queue.SubQueues.TransferDeadLetterCount;

    private static XElement[] Times(MessageQueue queue) =>
    [
        Property("CreatedAt", Time(queue.Broker.ToClients(queue.Facts.CreatedAt))),
        Property("UpdatedAt", Time(queue.Broker.ToClients(queue.Facts.UpdatedAt))),
        Property("AccessedAt", Time(queue.Broker.ToClients(queue.Facts.AccessedAt))),
    ];

    private static XElement Counts(MessageQueue queue, int scheduled) => new(Xmlns.Connect + "CountDetails",
        new XAttribute(XNamespace.Xmlns + "d2p1", Xmlns.Counts),
        new XElement(Xmlns.Counts + "ActiveMessageCount", queue.ActiveCount),
        new XElement(Xmlns.Counts + "DeadLetterMessageCount", queue.SubQueues.DeadLetterCount),
        new XElement(Xmlns.Counts + "ScheduledMessageCount", scheduled),
        new XElement(Xmlns.Counts + "TransferMessageCount", queue.TransferCount),
        new XElement(Xmlns.Counts + "TransferDeadLetterMessageCount", queue.SubQueues.TransferDeadLetterCount));

    private XElement? Target(string name, string? entity) => entity is null ? null : Property(name, root + entity);
}
