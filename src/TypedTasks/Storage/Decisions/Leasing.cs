using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>What one process does at a time.</summary>
public static class Leasing
{
    /// <summary>Takes or prolongs a lease.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="lease">The lease, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Acquire(AcquireLease o, Lease? lease, DateTimeOffset now) =>
        lease is not null && lease.Owner != o.Owner && lease.Until > now
            ? Decision<bool>.Nothing(false)
            : new(true, [new LeaseTaken(new(o.Name, o.Owner, StoreTime.After(now, o.Duration)))]);
}
