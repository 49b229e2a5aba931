namespace TypedTasks.Emulator.Entities;

/// <summary>Where a message lies in an entity of several partitions: one transaction touches one partition alone.</summary>
internal static class PartitionKey
{
    private const string Own = "x-opt-partition-key";
    private const string Via = "x-opt-via-partition-key";

    /// <summary>The key of a message in the entity that it is sent to; null if any partition will do.</summary>
    public static string? Of(MessageContent content, QueueOptions options) =>
        content.SessionId ?? content.FindAnnotation(Own) ?? content.FindAnnotation(Via) ?? (options.RequiresDuplicateDetection ? content.MessageId : null);

    /// <summary>The key of a message in the entity by way of which it is sent.</summary>
    public static string? OfVia(MessageContent content) => content.FindAnnotation(Via);

    /// <summary>The key of a message that is there. One without a key lies in some partition, and nobody knows in which.</summary>
    public static string Of(BrokerMessage message, QueueOptions options) => Of(message.Content, options) ?? $"\0{message.SequenceNumber}";
}
