namespace TypedTasks.Storage;

/// <summary>
/// Stores a schedule unless it is known: a higher version takes the place of a lower one and begins now, and of two at one version the first stands. Yields what is in force.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Cron">The cron expression.</param>
/// <param name="Options">What it says beside its expression.</param>
/// <param name="Hash">What tells definitions of one version apart.</param>
public sealed record DefineSchedule(string Name, string Cron, ScheduleOptions Options, string Hash) : StoreOperation<ScheduleState>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Schedule(Name);
}
