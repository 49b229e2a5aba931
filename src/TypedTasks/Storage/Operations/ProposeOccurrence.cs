namespace TypedTasks.Storage;

/// <summary>
/// Decides about an occurrence of a schedule, once: whoever comes first decides, from what was stored when he looked, and all others find that it was decided. Where it starts, its flow is accepted
/// in the same transaction.
/// </summary>
/// <param name="Name">The schedule.</param>
/// <param name="Version">The version of the definition that it comes from.</param>
/// <param name="Hash">The definition that it comes from.</param>
/// <param name="Revision">What the schedule was read as (<see cref="ScheduleState.Revision"/>).</param>
/// <param name="Occurrence">The occurrence: the next one after <see cref="ScheduleState.Last"/>, the first of <see cref="ScheduleState.Waiting"/>, or one that somebody asked for.</param>
/// <param name="Flow">Its flow; null where it is to be counted as missed, with all before it.</param>
public sealed record ProposeOccurrence(string Name, int Version, string Hash, long Revision, Occurrence Occurrence, AcceptFlow? Flow) : StoreOperation<ProposedOccurrence>
{
    /// <summary>Where it comes from.</summary>
    public OccurrenceSource Source { get; init; }

    /// <summary>How long before it is due it may start at the earliest.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>Without a flow: how long it must have been due to be missed.</summary>
    public TimeSpan MissedAfter { get; init; }

    /// <summary>Without a flow: how many occurrences are counted as missed.</summary>
    public int MissedCount { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => new(StoreLock.Schedule(Name).Key, Flow?.Key.FlowId);
}
