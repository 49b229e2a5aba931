namespace TypedTasks.Storage;

/// <summary>A schedule as decisions see it. A store keeps it as <see cref="ScheduleJson"/> writes it, by its name.</summary>
public sealed record ScheduleState
{
    /// <summary>How many occurrences wait at most.</summary>
    public const int MostWaiting = 1000;

    /// <summary>Of how many runs that failed it is known that a retry may let them run again.</summary>
    public const int MostFailed = 8;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The cron expression.</summary>
    public required string Cron { get; init; }

    /// <summary>What is in force beside it.</summary>
    public required ScheduleOptions Options { get; init; }

    /// <summary>What tells definitions of one version apart.</summary>
    public required string Hash { get; init; }

    /// <summary>Raised with every change: whoever decides from what he has read says which it was.</summary>
    public long Revision { get; init; }

    /// <summary>The moment after which its occurrences count: when this version was stored, or the schedule resumed.</summary>
    public DateTimeOffset After { get; init; }

    /// <summary>The occurrence that was decided last, whether it ran or not; null for none of this version.</summary>
    public Occurrence? Last { get; init; }

    /// <summary>The occurrence that started last, or null.</summary>
    public Occurrence? LastStarted { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Occurrences that wait for their run, the next one first.</summary>
    public IReadOnlyList<Occurrence> Waiting { get; init; } = [];

    /// <summary>Flows that were started and had not ended when something was decided last; empty where they may overlap.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>Flows that were started and had failed, or were being undone, when something was decided last, the latest last, <see cref="MostFailed"/> at most: a retry lets them run again. Empty where they may overlap.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>How many flows it has started.</summary>
    public long Started { get; init; }

    /// <summary>How many occurrences did not run because an earlier one ran.</summary>
    public long Skipped { get; init; }

    /// <summary>How many occurrences did not run because nobody was there.</summary>
    public long Missed { get; init; }
}
