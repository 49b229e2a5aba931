using TypedTasks.Operations;

namespace TypedTasks.Cli.Schedules;

/// <summary>A schedule as <c>schedules list --json</c> writes it.</summary>
internal sealed record ScheduleAnswer(
    string Name,
    string Cron,
    string TimeZone,
    string Overlap,
    string MissedRuns,
    double JitterSeconds,
    int Version,
    bool IsPaused,
    IReadOnlyList<DateTimeOffset> Next,
    DateTimeOffset? LastStarted,
    IReadOnlyList<string> Running,
    int Waiting,
    long Started,
    long Skipped,
    long Missed)
{
    public static ScheduleAnswer Of(ScheduleEntry s) => new(
        s.Name, s.Cron, s.TimeZone, s.Overlap.ToString(), s.MissedRuns, s.Jitter.TotalSeconds, s.Version, s.IsPaused, s.Next, s.LastStarted, s.Running, s.Waiting, s.Started, s.Skipped, s.Missed);
}
