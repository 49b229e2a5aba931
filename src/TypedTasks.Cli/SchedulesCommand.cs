using System.CommandLine;
using System.Globalization;
using TypedTasks.Hosting.Schedules;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks schedules</c>: when an expression comes.</summary>
internal static class SchedulesCommand
{
    private const int MostTimes = 1000;

    public static Command Create()
    {
        var cron = new Argument<string>("cron") { Description = "The cron expression, in quotation marks: \"0 3 * * 1-5\"." };
        var zone = new Option<string>("--zone") { HelpName = "name", Description = "The IANA name of the time zone.", DefaultValueFactory = static _ => "UTC" };
        var from = new Option<string?>("--from") { HelpName = "time", Description = "The moment after which to begin, such as 2026-03-28 or 2026-03-28T12:00Z; now by default." };
        var count = new Option<int>("--count") { HelpName = "number", Description = $"How many times, 1 to {MostTimes}.", DefaultValueFactory = static _ => 10 };
        var preview = new Command("preview", "Prints when an expression comes next, and what clock changes do to it.") { cron, zone, from, count };
        preview.SetAction(parsed => Preview(parsed.GetValue(cron)!, parsed.GetValue(zone)!, parsed.GetValue(from), parsed.GetValue(count), Console.Out, Console.Error));
        return new Command("schedules", "What starts by the clock.") { preview };
    }

    /// <summary>Prints the next occurrences; yields the exit code.</summary>
    public static int Preview(string cron, string zone, string? from, int count, TextWriter output, TextWriter error)
    {
        if (Timetable.TryCreate(cron, zone, out var problem) is not { } table)
            return Refuse(error, $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.");
        if (count is < 1 or > MostTimes)
            return Refuse(error, $"--count is {count}: it must be from 1 to {MostTimes}.");
        var start = TimeProvider.System.GetUtcNow();
        if (from is not null && !DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out start))
            return Refuse(error, $"--from is '{from}': write a time such as 2026-03-28 or 2026-03-28T12:00Z.");
        var next = table.Next(start);
        for (var i = 0; i < count && next is not null; i++, next = table.Next(next.At))
        {
            var note = next.At.DateTime != next.LocalTime ? $"  clocks are put forward: there is no {Time(next.LocalTime)}, it comes at {Time(next.At.DateTime)}"
                : next.IsSecond ? "  clocks are put back: this time comes a second time"
                : table.IsTwice(next) ? "  clocks are put back: this time comes twice"
                : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{next.At:ddd yyyy-MM-dd HH:mm:ss zzz}  {next.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z{note}"));
        }

        return 0;
    }

    private static string Time(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static int Refuse(TextWriter error, string problem)
    {
        error.WriteLine(problem);
        return 1;
    }
}
