namespace TypedTasks.Emulator.Entities;

/// <summary>A message in one entity: the content that was sent and what the entity knows of it.</summary>
internal sealed class BrokerMessage(MessageContent content)
{
    public MessageContent Content { get; set; } = content;

    public MessageState State { get; set; }

    public long SequenceNumber { get; set; }

    public long EnqueuedSequenceNumber { get; set; }

    /// <summary>All times are Unix milliseconds.</summary>
    public long EnqueuedAt { get; set; }

    public long ExpiresAt { get; set; } = long.MaxValue;

    public long LockedUntil { get; set; }

    public uint DeliveryCount { get; set; }

    public int Hops { get; set; }

    /// <summary>Names this one delivery; settling an older one finds another value here.</summary>
    public Guid LockToken { get; set; }

    public string? DeadLetterSource { get; set; }

    /// <summary>The journal knows the message under this entity and number.</summary>
    public bool IsLogged { get; set; }

    public bool IsDeferred { get; set; }

    /// <summary>A transaction that will settle this message when it commits.</summary>
    public Transaction? Transaction { get; set; }

    public BrokerMessage? PreviousLocked { get; set; }

    public BrokerMessage? NextLocked { get; set; }
}
