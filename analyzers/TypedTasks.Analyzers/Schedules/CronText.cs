using System.Text.RegularExpressions;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>A cron expression as far as rules need it. What it accepts the runtime's reader accepts too; where it cannot tell it accepts.</summary>
internal sealed class CronText
{
    private static readonly string[] Macros = ["@every_second", "@every_minute", "@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

    // The last day, the nth last, the last working day, the working day nearest to one.
    private static readonly Regex LastDay = new("^(L(-([0-9]{1,2}))?W?|([0-9]{1,2})W)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // The last Friday, the third Friday.
    private static readonly Regex NthWeekday = new("^([0-9]|[A-Z]{3})(L|#[1-5])$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private CronText()
    {
    }

    /// <summary>Its hours and minutes, where it names times of the day; none where it repeats within it.</summary>
    public IReadOnlyList<(int Hour, int Minute)> Times { get; private set; } = [];

    /// <summary>Reads an expression; yields what is wrong with it where there is something.</summary>
    public static CronText? Read(string text, out string? problem)
    {
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 1 && fields[0].StartsWith("@", StringComparison.Ordinal))
        {
            problem = Macros.Contains(fields[0].ToLowerInvariant()) ? null : $"is none of {string.Join(", ", Macros.Skip(2))}";
            return problem is not null ? null : fields[0].ToLowerInvariant() is "@every_second" or "@every_minute" or "@hourly" ? new() : new() { Times = [(0, 0)] };
        }

        if (fields.Length is not (5 or 6))
        {
            problem = $"has {fields.Length} fields: write five (minute, hour, day, month, day of the week), or six that begin with seconds";
            return null;
        }

        if (fields.Length == 5)
            fields = ["0", .. fields];
        return Read(fields, out problem);
    }

    private static CronText? Read(string[] fields, out string? problem)
    {
        var (seconds, minutes, hours, days, months, weekdays) = (new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>());
        var isLastDay = LastDay.Match(fields[3]);
        problem = CronField.Seconds.Read(fields[0], seconds)
            ?? CronField.Minutes.Read(fields[1], minutes)
            ?? CronField.Hours.Read(fields[2], hours)
            ?? (isLastDay.Success ? ReadLastDay(fields[3], isLastDay, days) : CronField.Days.Read(fields[3], days))
            ?? CronField.Months.Read(fields[4], months)
            ?? (NthWeekday.Match(fields[5]) is { Success: true } nth ? CronField.Weekdays.Read(nth.Groups[1].Value, weekdays) : CronField.Weekdays.Read(fields[5], weekdays));
        if (problem is null && !months.Any(m => days.Any(d => d <= LengthOf(m))))
            problem = "never comes: no year has such a day";
        if (problem is not null)
            return null;
        var repeats = fields.Take(3).Any(static f => f.IndexOfAny(['*', '/', '-', '?']) >= 0);
        return new() { Times = repeats ? [] : [.. hours.SelectMany(h => minutes.Select(m => (h, m)))] };
    }

    private static string? ReadLastDay(string text, Match match, SortedSet<int> days)
    {
        if (match.Groups[4].Success)
            return CronField.Days.Read(match.Groups[4].Value, days);
        if (match.Groups[3].Success && int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture) > 30)
            return $"has '{text}' for the days of the month, and no month has so many";
        days.Add(1);
        return null;
    }

    private static int LengthOf(int month) => month == 2 ? 29 : month is 4 or 6 or 9 or 11 ? 30 : 31;
}
