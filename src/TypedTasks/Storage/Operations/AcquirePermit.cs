using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Takes one of a limited number of permits, or stands in line for one: then the waiting message is kept, and becomes owed when its turn has come.
/// Yields whether the message at hand may run now. A holder has one run that counts: a lower one is told no and gets no place, a higher one
/// takes over what the holder has, a permit as well as a place in line.
/// </summary>
/// <param name="Name">What is limited.</param>
/// <param name="Limit">How many permits there are.</param>
/// <param name="Holder">Who takes it: the attempt of a step.</param>
/// <param name="Run">Which run of the holder: a later deferral or delivery of its message has a higher number.</param>
/// <param name="Waiting">The message that takes the place of the one at hand where it has to wait, with an id of its own.</param>
/// <param name="WaitingRun">The run of that message, above every delivery of the one at hand.</param>
/// <param name="LostAfter">Permits that were taken longer ago count as lost, and are free.</param>
public sealed record AcquirePermit(
    string Name,
    int Limit,
    string Holder,
    long Run,
    TaskMessage Waiting,
    long WaitingRun,
    TimeSpan LostAfter) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Permits(Name);
}
