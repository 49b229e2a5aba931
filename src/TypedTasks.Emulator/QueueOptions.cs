namespace TypedTasks.Emulator;

/// <summary>How a queue behaves. The names and defaults are those of Service Bus where it has them.</summary>
public sealed record QueueOptions
{
    /// <summary>The name of the queue, 1 to 260 characters without <c>$</c>; case does not matter.</summary>
    public required string Name { get; init; }

    /// <summary>How long a received message stays locked unless its lock is renewed; more than zero, at most 5 minutes, 1 minute by default.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After how many failed deliveries a message goes to the dead-letter queue; 1 or more, 10 by default.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message lives at most; a message's own time to live can only shorten it. More than zero, for ever by default.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>Whether a message id that was seen within the window is accepted and dropped; true by default.</summary>
    public bool RequiresDuplicateDetection { get; init; } = true;

    /// <summary>How long message ids are remembered; more than zero, at most 7 days, 10 minutes by default.</summary>
    public TimeSpan DuplicateDetectionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether expired messages go to the dead-letter queue instead of vanishing; false by default.</summary>
    public bool DeadLetteringOnExpiration { get; init; }

    /// <summary>Whether messages are received session by session; false by default.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>
    /// Whether the queue has several partitions, false by default: then all messages of one transaction must have the same partition key, which is the
    /// session id where there is one. It changes nothing else.
    /// </summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>The queue or topic that every message is passed on to; none by default.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>The queue or topic that dead letters are passed on to; none by default.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>What clients may do; everything by default.</summary>
    public EntityStatus Status { get; init; }

    /// <summary>After how long without receivers, sends and receives the entity is deleted; 5 minutes or more, never by default.</summary>
    public TimeSpan? AutoDeleteOnIdle { get; init; }

    /// <summary>How many bytes of messages the queue holds before it refuses more; 1 or more, 1 GB by default.</summary>
    public long MaxSizeInBytes { get; init; } = 1024L * 1024 * 1024;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 260 || Name.Contains('$', StringComparison.Ordinal))
            throw new ArgumentException($"'{Name}' is not a queue name: use 1 to 260 characters without '$'.");
        if (LockDuration <= TimeSpan.Zero || LockDuration > TimeSpan.FromMinutes(5))
            throw new ArgumentException($"The lock duration of queue '{Name}' must be more than zero and at most 5 minutes.");
        if (MaxDeliveryCount < 1)
            throw new ArgumentException($"The maximum delivery count of queue '{Name}' must be at least 1.");
        if (DuplicateDetectionWindow <= TimeSpan.Zero || DuplicateDetectionWindow > TimeSpan.FromDays(7))
            throw new ArgumentException($"The duplicate detection window of queue '{Name}' must be more than zero and at most 7 days.");
        if (DefaultTimeToLive <= TimeSpan.Zero)
            throw new ArgumentException($"The time to live of queue '{Name}' must be more than zero.");
        if (AutoDeleteOnIdle < TimeSpan.FromMinutes(5))
            throw new ArgumentException($"The idle time of '{Name}' after which it is deleted must be at least 5 minutes.");
        if (!Enum.IsDefined(Status))
            throw new ArgumentException($"The status of '{Name}' is not known.");
        if (RequiresSession && ForwardTo is not null)
            throw new ArgumentException($"Queue '{Name}' requires sessions and cannot forward.");
        if (MaxSizeInBytes < 1)
            throw new ArgumentException($"The maximum size of queue '{Name}' must be at least one byte.");
    }
}
