namespace TypedTasks.Analyzers.Schedules;

/// <summary>A cron expression as far as rules need it. What it accepts the runtime's reader accepts too; where it cannot tell it accepts.</summary>
internal sealed class CronText
{
    private static readonly string[] Macros = ["@every_second", "@every_minute", "@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

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
        var (seconds, minutes, hours, months, days) = (new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>(), new SortedSet<int>(), new CronDays());
        problem = CronField.Seconds.Read(fields[0], seconds)
            ?? CronField.Minutes.Read(fields[1], minutes)
            ?? CronField.Hours.Read(fields[2], hours)
            ?? days.ReadDay(fields[3])
            ?? CronField.Months.Read(fields[4], months)
            ?? days.ReadWeekday(fields[5])
            ?? (days.Come(months) ? null : "never comes: no year has such a day");
        if (problem is not null)
            return null;
        var repeats = fields.Take(3).Any(static f => f.IndexOfAny(['*', '/', '-', '?']) >= 0);
        return new() { Times = repeats ? [] : [.. hours.SelectMany(h => minutes.Select(m => (h, m)))] };
    }
}
