using System.Globalization;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the schedules of the tasks of a class, as the registry lists them.</summary>
internal static class ScheduleEmitter
{
    private const string Definition = "global::TypedTasks.Generated.ScheduleDefinition";

    public static void Write(SourceWriter writer, TaskInvokers type)
    {
        if (!type.HasSchedules)
            return;
        writer.Line();
        writer.Line("/// <summary>The schedules, as the registry lists them.</summary>");
        writer.Line($"public static readonly {Definition}[] Schedules =");
        writer.Line("[");
        foreach (var task in type.Tasks)
        {
            foreach (var schedule in task.Schedules)
                writer.Continued($"{Definition}.Of<{task.Result}>({CSharpText.Literal(schedule.Name)}, {CSharpText.Literal(schedule.Cron)}, static run => {type.Type}.{TaskHolder.Factories}.{task.Identifier}({(task.Required.Any() ? "run" : "")}), {Options(schedule)}),");
        }

        writer.Line("];");
    }

    private static string Options(TaskSchedule schedule)
    {
        var options = new List<string>();
        if (schedule.TimeZone is { } zone)
            options.Add($"TimeZone = {CSharpText.Literal(zone)}");
        if (schedule.Overlap != 0)
            options.Add($"Overlap = (global::TypedTasks.ScheduleOverlap){schedule.Overlap.ToString(CultureInfo.InvariantCulture)}");
        if (schedule.Missed is { } missed)
            options.Add($"Missed = global::TypedTasks.MissedRuns.Parse({CSharpText.Literal(missed)})");
        if (schedule.Jitter is { } jitter)
            options.Add($"Jitter = new global::System.TimeSpan({TimeSpan.Parse(jitter, CultureInfo.InvariantCulture).Ticks.ToString(CultureInfo.InvariantCulture)}L)");
        if (schedule.Version != 1)
            options.Add($"Version = {schedule.Version.ToString(CultureInfo.InvariantCulture)}");
        return options.Count == 0 ? "new global::TypedTasks.ScheduleOptions()" : $"new global::TypedTasks.ScheduleOptions {{ {string.Join(", ", options)} }}";
    }
}
