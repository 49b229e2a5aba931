using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads the schedules of a task; those that cannot be are left out, and analyzers say why.</summary>
internal static class TaskScheduleParser
{
    public static IEnumerable<TaskSchedule> Parse(IMethodSymbol method, string taskName)
    {
        if (ScheduleSettings.Unbound(method).Any())
            yield break;
        foreach (var schedule in ScheduleSettings.Of(method))
        {
            var missed = ScheduleSettings.TextOf(schedule, ScheduleSettings.Missed);
            var jitter = ScheduleSettings.TextOf(schedule, ScheduleSettings.Jitter);
            if (ScheduleSettings.CronOf(schedule) is not { } cron || !IsMissed(missed) || !IsTime(jitter))
                continue;
            yield return new(
                ScheduleSettings.TextOf(schedule, ScheduleSettings.Name) ?? taskName,
                cron,
                ScheduleSettings.TextOf(schedule, ScheduleSettings.TimeZone),
                ScheduleSettings.NumberOf(schedule, ScheduleSettings.Overlap, 0),
                missed,
                jitter,
                ScheduleSettings.NumberOf(schedule, ScheduleSettings.Version, 1));
        }
    }

    private static bool IsMissed(string? text) => text is "none" or "latest" || IsTime(text);

    private static bool IsTime(string? text) => text is null || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);
}
