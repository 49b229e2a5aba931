namespace TypedTasks.Emulator;

/// <summary>How a topic behaves.</summary>
public sealed record TopicOptions
{
    /// <summary>The name of the topic, 1 to 260 characters without <c>$</c>; case does not matter.</summary>
    public required string Name { get; init; }

    /// <summary>How long a message lives at most; more than zero, for ever by default.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>Whether a message id that was seen within the window is accepted and dropped; true by default.</summary>
    public bool RequiresDuplicateDetection { get; init; } = true;

    /// <summary>How long message ids are remembered; more than zero, at most 7 days, 10 minutes by default.</summary>
    public TimeSpan DuplicateDetectionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the topic has several partitions, false by default: then all messages of one transaction must have the same partition key.</summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>What clients may do; everything by default.</summary>
    public EntityStatus Status { get; init; }

    /// <summary>After how long without receivers, sends and receives the entity is deleted; 5 minutes or more, never by default.</summary>
    public TimeSpan? AutoDeleteOnIdle { get; init; }

    /// <summary>How many bytes of messages the topic holds before it refuses more; 1 or more, 1 GB by default.</summary>
    public long MaxSizeInBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The subscriptions that exist from the start; none by default.</summary>
    public IList<SubscriptionOptions> Subscriptions { get; init; } = [];

    internal void Validate()
    {
        ToQueue().Validate();
        foreach (var subscription in Subscriptions)
            subscription.ToQueue().Validate();
    }

    internal QueueOptions ToQueue() => new()
    {
        Name = Name,
        DefaultTimeToLive = DefaultTimeToLive,
        RequiresDuplicateDetection = RequiresDuplicateDetection,
        DuplicateDetectionWindow = DuplicateDetectionWindow,
        EnablePartitioning = EnablePartitioning,
        Status = Status,
        AutoDeleteOnIdle = AutoDeleteOnIdle,
        MaxSizeInBytes = MaxSizeInBytes,
    };
}
