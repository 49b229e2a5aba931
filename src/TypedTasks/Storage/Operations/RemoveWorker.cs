namespace TypedTasks.Storage;

/// <summary>Forgets a worker, with the controls that concern it alone: it has ended. Yields whether it was there.</summary>
/// <param name="Id">The worker.</param>
public sealed record RemoveWorker(string Id) : StoreOperation<bool>
{
    /// <summary>Only where it has been gone for so long; null for in any case.</summary>
    public TimeSpan? GoneFor { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Worker(Id);
}
