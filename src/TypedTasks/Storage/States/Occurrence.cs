using System.Globalization;

namespace TypedTasks.Storage;

/// <summary>An occurrence of a schedule. Its name is the nominal local time with the fold: nodes with other time-zone data may disagree about the moment, never about the name.</summary>
/// <param name="LocalTime">The local time that the schedule names, of a kind that is unspecified.</param>
/// <param name="IsSecond">Whether it is the second of two equal local times.</param>
/// <param name="At">The moment, as whoever proposed it has worked it out.</param>
/// <param name="Due">When it starts: the moment and its jitter.</param>
public sealed record Occurrence(DateTime LocalTime, bool IsSecond, DateTimeOffset At, DateTimeOffset Due)
{
    /// <summary>Whether somebody asked for it after it was over.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>What names it within its schedule and zone.</summary>
    public string Key => LocalTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (IsSecond ? "/2" : "");
}
