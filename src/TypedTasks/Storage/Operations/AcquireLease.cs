namespace TypedTasks.Storage;

/// <summary>
/// Takes or prolongs a lease that one process holds at a time; yields whether the owner holds it. The store's clock decides; the owner
/// counts its own time from before it asked.
/// </summary>
/// <param name="Name">The name of the lease.</param>
/// <param name="Owner">Who asks.</param>
/// <param name="Duration">For how long, from now.</param>
public sealed record AcquireLease(string Name, string Owner, TimeSpan Duration) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Lease(Name);
}
