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

    /// <summary>How long it lives in its entity, in milliseconds: as its sender wishes, else as long as the entity lets it.</summary>
    public long? TimeToLive => Content.TimeToLive ?? (ExpiresAt < long.MaxValue ? ExpiresAt - EnqueuedAt : null);

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
