namespace TypedTasks;

/// <summary>What a schedule says beside its expression. All processes that have the schedule say the same; raise <see cref="Version"/> with every change.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The IANA name of the zone in which the expression is meant, such as <c>Europe/Paris</c>; <c>UTC</c> by default.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>What becomes of an occurrence that is due while an earlier one runs; it is skipped by default.</summary>
    public ScheduleOverlap Overlap { get; set; }

    /// <summary>What becomes of occurrences that were due while no process ran; the latest runs by default.</summary>
    public MissedRuns Missed { get; set; }

    /// <summary>By how much starts are spread, 0 (the default) to 1 day: each occurrence starts so much later at most, always by the same for the same one.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>
    /// Which of several definitions counts, 1 or more, 1 by default: the highest that any process has named. Of two that differ at one version the one that was stored first counts, and processes with
    /// the other say so (an error in the log, <c>Degraded</c> in their health). A new version begins when it is stored, and fills nothing of the past.
    /// </summary>
    public int Version { get; set; } = 1;
}
