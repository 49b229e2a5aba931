namespace Corpus;

public static partial class RightSchedule2
{
    [Task, Schedule("0 9 * * 1-5", TimeZone = "Europe/Paris", Overlap = ScheduleOverlap.QueueOne, Missed = "1.00:00:00", Version = 2)]
    [Schedule("0 18 * * *", Name = "evening", Jitter = "00:05:00")]
    public static int Do(ScheduledRun run, string title = "daily") => title.Length + run.Date.Day;
}
