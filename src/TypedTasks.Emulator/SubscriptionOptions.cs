namespace TypedTasks.Emulator;

/// <summary>How a subscription of a topic behaves.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>The name of the subscription, 1 to 260 characters without <c>$</c>; case does not matter.</summary>
    public required string Name { get; init; }

    /// <summary>How long a received message stays locked unless its lock is renewed; more than zero, at most 5 minutes, 1 minute by default.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After how many failed deliveries a message goes to the dead-letter queue; 1 or more, 10 by default.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message lives at most; more than zero, for ever by default.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>Whether expired messages go to the dead-letter queue instead of vanishing; false by default.</summary>
    public bool DeadLetteringOnExpiration { get; init; }

    /// <summary>Whether messages are received session by session; false by default.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>The queue or topic that every message is passed on to; none by default.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>The queue or topic that dead letters are passed on to; none by default.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>What clients may do; everything by default.</summary>
    public EntityStatus Status { get; init; }

    /// <summary>After how long without receivers, sends and receives the entity is deleted; 5 minutes or more, never by default.</summary>
    public TimeSpan? AutoDeleteOnIdle { get; init; }

    /// <summary>What the subscription wants; without rules, the default, it wants everything.</summary>
    public IList<RuleOptions> Rules { get; init; } = [];

    /// <summary>Whether no rules means all messages; what was written down has its rules beside it, and may have lost the last.</summary>
    internal bool HasDefaultRule { get; init; } = true;

    internal QueueOptions ToQueue() => new()
    {
        Name = Name,
        LockDuration = LockDuration,
        MaxDeliveryCount = MaxDeliveryCount,
        DefaultTimeToLive = DefaultTimeToLive,
        RequiresDuplicateDetection = false,
        DeadLetteringOnExpiration = DeadLetteringOnExpiration,
        RequiresSession = RequiresSession,
        ForwardTo = ForwardTo,
        ForwardDeadLetteredMessagesTo = ForwardDeadLetteredMessagesTo,
        Status = Status,
        AutoDeleteOnIdle = AutoDeleteOnIdle,
    };
}
