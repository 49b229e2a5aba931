namespace TypedTasks.Operations;

/// <summary>Where a schedule stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cron">The expression that is in force.</param>
/// <param name="TimeZone">The IANA name of the zone in which it is meant.</param>
/// <param name="IsPaused">Whether it is paused.</param>
/// <param name="Next">Its next occurrences, without jitter, in its zone; none where this process cannot tell.</param>
/// <param name="LastStarted">The occurrence that started last, or null.</param>
/// <param name="Running">The flows that had not ended when something was decided last.</param>
/// <param name="Waiting">How many occurrences wait for their run.</param>
/// <param name="Started">How many flows it has started.</param>
/// <param name="Skipped">How many occurrences did not run because an earlier one ran.</param>
/// <param name="Missed">How many occurrences did not run because no process was there.</param>
public sealed record ScheduleEntry(
    string Name,
    string Cron,
    string TimeZone,
    bool IsPaused,
    IReadOnlyList<DateTimeOffset> Next,
    DateTimeOffset? LastStarted,
    IReadOnlyList<string> Running,
    int Waiting,
    long Started,
    long Skipped,
    long Missed)
{
    /// <summary>What happens to what is due while an earlier run has not ended.</summary>
    public ScheduleOverlap Overlap { get; init; }

    /// <summary>What is made up for, as <see cref="MissedRuns"/> writes it.</summary>
    public string MissedRuns { get; init; } = "";

    /// <summary>By how much an occurrence starts later at most.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The version of the definition that is in force.</summary>
    public int Version { get; init; }
}
