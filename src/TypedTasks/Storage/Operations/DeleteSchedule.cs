namespace TypedTasks.Storage;

/// <summary>Deletes a schedule that no process has any more. What it has started goes on; what waits for its run does not run.</summary>
/// <param name="Name">The schedule.</param>
public sealed record DeleteSchedule(string Name) : StoreOperation<ScheduleDeletion>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Schedule(Name);

    /// <summary>The lease that a process holds while it has a schedule in its code: all that have it ask for it, and one of them has it.</summary>
    /// <param name="name">The schedule.</param>
    public static string LeaseOf(string name) => $"schedule {name}";
}
