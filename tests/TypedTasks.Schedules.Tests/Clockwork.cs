namespace TypedTasks.Schedules.Tests;

/// <summary>Tasks that start by the clock.</summary>
internal sealed partial class Clockwork(RunLog log)
{
    [Task, Schedule("0 3 * * *", TimeZone = "Europe/Paris", Missed = "2.00:00:00", Version = 2)]
    public int Report(ScheduledRun run, string title = "daily")
    {
        log.Add(run);
        return title.Length;
    }

    [Task]
    public DateOnly Load(DateOnly date) => date;

    [Task]
    public string Render(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    [Task]
    public async Task FailFirst(ScheduledRun run, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        log.Add(run);
        if (log.Runs.Count(r => r.Name == run.Name) == 1)
            throw new InvalidOperationException("The first run fails.");
        await Task.Delay(TimeSpan.FromHours(2.4), time, cancellationToken);
        log.Ended.Enqueue(run);
    }

    [Task]
    public async Task Work(ScheduledRun run, TimeSpan duration, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        log.Add(run);
        await Task.Delay(duration, time, cancellationToken);
        log.Ended.Enqueue(run);
    }
}
