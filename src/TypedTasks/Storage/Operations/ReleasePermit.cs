using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Gives a permit back, or a place in line up; repeating it changes nothing. Neither does a run that a later one has followed: it may end while that one
/// waits or runs. Yields the message whose turn has come by it: its holder has the permit already, and it is owed.
/// </summary>
/// <param name="Name">What is limited.</param>
/// <param name="Holder">Who has it: the attempt of a step.</param>
/// <param name="Run">The run of the holder that has ended.</param>
public sealed record ReleasePermit(string Name, string Holder, long Run) : StoreOperation<TaskMessage?>
{
    /// <summary>How many permits there are, where that has changed since permits were taken: then nothing is passed on while more are held. Null where it has not.</summary>
    public int? Limit { get; init; }

    /// <summary>Where <see cref="Limit"/> is asked: permits that were taken longer ago count as lost.</summary>
    public TimeSpan LostAfter { get; init; }

    /// <summary>Whether an earlier delivery of the holder's message may still ask for the permit: then it is known that a later one has had it, until <see cref="AcquirePermit.LostAfter"/>.</summary>
    public bool HasEarlierRuns { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Permits(Name);
}
