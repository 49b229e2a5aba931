namespace Demo;

public sealed partial class Reports
{
    /// <summary>What a schedule fills is the run; what remains has a default.</summary>
    [Task, Schedule("0 3 * * 1-5", TimeZone = "Europe/Paris", Overlap = ScheduleOverlap.QueueOne, Missed = "1.00:00:00", Jitter = "00:00:30", Version = 2)]
    public int Nightly(ScheduledRun run, string title = "daily", CancellationToken cancellationToken = default) => title.Length;

    [Task("reports.hourly"), Schedule("0 * * * *")]
    public static void Hourly() { }

    [Task, Schedule("*/10 * * * * *", Missed = "none", Name = "ten-seconds")]
    public static void Often(ScheduledRun run) { }
}
