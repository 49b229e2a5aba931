namespace TypedTasks.Storage;

/// <summary>Lets the next start under a rate limit be now: the limit is a wider one from now on. Starts that were given already stay.</summary>
/// <param name="Name">What is limited.</param>
public sealed record BringForward(string Name) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Rate(Name);
}
