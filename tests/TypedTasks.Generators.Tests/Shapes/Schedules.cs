namespace Demo;

public static partial class Clock
{
    [Task, Schedule("0 9 * * 1-5")] public static void Plain() { }

    [Task("clock.report")]
    [Schedule("0 3 * * *", TimeZone = "Europe/Paris", Overlap = ScheduleOverlap.QueueOne, Missed = "1.00:00:00", Jitter = "00:05:00", Version = 2)]
    [Schedule("@weekly", Name = "weekly \"report\"")]
    public static int Report(ScheduledRun run, string title = "daily", CancellationToken cancellationToken = default) => title.Length + run.Date.Day;
}

public partial interface ITimed
{
    [Task, Schedule("30 * * * *")] Task Tick(ScheduledRun run);
}

[TaskImplementation]
internal sealed class Timed : ITimed
{
    public Task Tick(ScheduledRun run) => Task.CompletedTask;
}
