using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Schedules;

/// <summary>The list of schedules, for people and for programs.</summary>
internal sealed class ScheduleReport(IFlowReader reader, Screen screen)
{
    public async Task WriteAsync(bool asJson, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var list = await reader.GetSchedulesAsync(cancellationToken);
        if (asJson)
        {
            screen.Json([.. list.Select(ScheduleAnswer.Of)], SchedulesJson.Default.IReadOnlyListScheduleAnswer);
            return;
        }

        if (list.Count == 0)
        {
            screen.Line("The store has no schedules: processes write them when they start.");
            return;
        }

        var grid = new Grid(
            new("SCHEDULE", Enough: 24), new("WHEN", 1, Enough: 18), new("ZONE", 5), new("STATE"), new("NEXT", 2), new("LAST", 3), new("RUNS", 4, IsNumber: true), new("WAIT", 6, IsNumber: true), new("STARTED", 7, IsNumber: true),
            new("SKIPPED", 8, IsNumber: true), new("MISSED", 9, IsNumber: true));
        foreach (var s in list)
        {
            grid.Add(
                s.Name,
                s.Cron,
                s.TimeZone,
                s.IsPaused ? new("paused", Tone.Notable) : new("active", Tone.Good),
                s.Next.Count > 0 ? Times.Short(s.Next[0], now) : "",
                s.LastStarted is { } last ? Times.Short(last, now) : "never",
                $"{s.Running.Count}",
                $"{s.Waiting}",
                $"{s.Started}",
                new($"{s.Skipped}", s.Skipped > 0 ? Tone.Notable : Tone.Plain),
                new($"{s.Missed}", s.Missed > 0 ? Tone.Notable : Tone.Plain));
        }

        screen.Show(grid);
    }
}
