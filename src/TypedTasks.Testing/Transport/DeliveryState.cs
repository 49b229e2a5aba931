namespace TypedTasks.Testing;

internal enum DeliveryState
{
    /// <summary>Held back until its time.</summary>
    Scheduled,

    /// <summary>In the queue.</summary>
    Active,

    /// <summary>With a receiver, which renews its lock.</summary>
    Locked,

    /// <summary>With a receiver that no longer renews: the lock runs out.</summary>
    Orphaned,

    /// <summary>Completed or dead-lettered.</summary>
    Settled,

    /// <summary>The lock was lost; another delivery has taken its place.</summary>
    Lost,
}
