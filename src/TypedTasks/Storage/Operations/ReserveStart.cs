namespace TypedTasks.Storage;

/// <summary>Takes the next start under a rate limit; yields how long to wait for it: zero when it is now.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Interval">The time between two starts.</param>
public sealed record ReserveStart(string Name, TimeSpan Interval) : StoreOperation<TimeSpan>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Rate(Name);
}
