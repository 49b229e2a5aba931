using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Gives a permit that is free to who stands first in line: there are more permits from now on. Yields the message that is owed by this, or null where nobody waits or no permit is free.
/// </summary>
/// <param name="Name">What is limited.</param>
/// <param name="Limit">How many permits there are.</param>
/// <param name="LostAfter">Permits that were taken longer ago count as lost, and are free.</param>
public sealed record PassPermit(string Name, int Limit, TimeSpan LostAfter) : StoreOperation<TaskMessage?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Permits(Name);
}
