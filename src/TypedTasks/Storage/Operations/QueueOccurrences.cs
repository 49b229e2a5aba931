namespace TypedTasks.Storage;

/// <summary>
/// Lets occurrences wait for their run, behind those that wait already; those that do wait already stay where they are. Yields how many were added; null where there is no such schedule in force, or
/// no room for all of them (<see cref="ScheduleState.MostWaiting"/>), and nothing was added.
/// </summary>
/// <param name="Name">The schedule.</param>
/// <param name="Hash">The definition that they come from.</param>
/// <param name="Occurrences">The occurrences, the first one first.</param>
public sealed record QueueOccurrences(string Name, string Hash, IReadOnlyList<Occurrence> Occurrences) : StoreOperation<int?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Schedule(Name);
}
