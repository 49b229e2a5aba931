using System.Globalization;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>One field of a cron expression: the numbers that it may hold, and the names that stand for them.</summary>
internal sealed class CronField(string name, int first, int last, string[]? names = null)
{
    public static readonly CronField Seconds = new("the seconds", 0, 59);
    public static readonly CronField Minutes = new("the minutes", 0, 59);
    public static readonly CronField Hours = new("the hours", 0, 23);
    public static readonly CronField Days = new("the days of the month", 1, 31);
    public static readonly CronField Months = new("the months", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
    public static readonly CronField Weekdays = new("the days of the week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    public int First => first;

    public int Last => last;

    /// <summary>Reads a list of numbers, ranges and steps; yields what is wrong, or null.</summary>
    public string? Read(string text, ISet<int> numbers)
    {
        var parts = text.Split(',');
        foreach (var part in parts)
        {
            if (parts.Length > 1 && part.Length > 0 && part[0] is '*' or '?')
                return $"has '{part}' in a list for {name}: it stands for all of them, so write it alone";
            if (ReadPart(part, numbers) is { } problem)
                return problem;
        }

        return null;
    }

    private string? ReadPart(string part, ISet<int> numbers)
    {
        var (range, step, hasStep) = (part, 1, false);
        if (part.IndexOf('/') is >= 0 and var slash)
        {
            range = part.Substring(0, slash);
            hasStep = true;
            if (!int.TryParse(part.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1 || step > last)
                return $"has '{part}' for {name}, whose step is not from 1 to {last}";
        }

        int from, to;
        if (range is "*" or "?")
        {
            (from, to) = (first, this == Weekdays ? 6 : last);
        }
        else
        {
            var dash = range.IndexOf('-');
            if (Number(dash < 0 ? range : range.Substring(0, dash)) is not { } begin || Number(dash < 0 ? range : range.Substring(dash + 1)) is not { } end)
                return part.Length == 0 ? $"has an empty part for {name}" : $"has '{part}' for {name}, which are from {first} to {last}";
            (from, to) = (begin, dash < 0 && hasStep ? last : end);
        }

        // A range may go round, as 22-2 does.
        var size = last - first + 1;
        for (var i = 0; i <= (to >= from ? to - from : to - from + size); i += step)
            numbers.Add(first + ((from - first + i) % size));
        return null;
    }

    private int? Number(string text)
    {
        // One digit or two, and no sign.
        if (text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number >= first && number <= last ? number : null;
        var index = names is null ? -1 : Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + first;
    }
}
