namespace TypedTasks.Storage;

/// <summary>Pauses a schedule, or lets it go on from now; yields whether there is such a schedule.</summary>
/// <param name="Name">The schedule.</param>
/// <param name="IsPaused">Whether it is paused from now on.</param>
public sealed record PauseSchedule(string Name, bool IsPaused) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Schedule(Name);
}
