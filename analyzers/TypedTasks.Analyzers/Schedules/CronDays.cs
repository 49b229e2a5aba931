using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>The fields of a cron expression that choose days, and whether there is a day that both choose.</summary>
internal sealed class CronDays
{
    // The last day, the nth last, the last working day, the working day nearest to one.
    private static readonly Regex LastDay = new("^(L(-([0-9]{1,2}))?(W?)|([0-9]{1,2})W)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // The last Friday, the third Friday.
    private static readonly Regex NthWeekday = new("^([0-9]|[A-Z]{3})(L|#([1-5]))$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly SortedSet<int> days = [];
    private readonly SortedSet<int> weekdays = [];
    private int? fromLast;
    private bool isWorkday;
    private bool isLastWeek;
    private int? week;

    /// <summary>Reads the field for the day of the month; yields what is wrong, or null.</summary>
    public string? ReadDay(string text)
    {
        if (LastDay.Match(text) is not { Success: true } match)
            return CronField.Days.Read(text, days);
        if (match.Groups[5].Success)
        {
            isWorkday = true;
            return CronField.Days.Read(match.Groups[5].Value, days);
        }

        (fromLast, isWorkday) = (match.Groups[3].Success ? Number(match.Groups[3].Value) : 0, match.Groups[4].Length > 0);
        return fromLast > 30 ? $"has '{text}' for the days of the month, and no month has so many" : null;
    }

    /// <summary>Reads the field for the day of the week; yields what is wrong, or null.</summary>
    public string? ReadWeekday(string text)
    {
        if (NthWeekday.Match(text) is not { Success: true } match)
            return CronField.Weekdays.Read(text, weekdays);
        isLastWeek = !match.Groups[3].Success;
        week = isLastWeek ? null : Number(match.Groups[3].Value);
        return CronField.Weekdays.Read(match.Groups[1].Value, weekdays);
    }

    /// <summary>Whether some year has such a day in one of the months. A month, the 29 February too, begins with every day of the week in some year.</summary>
    public bool Come(IEnumerable<int> months) => months.Any(m => Enumerable.Range(m == 2 ? 28 : LengthOf(m), m == 2 ? 2 : 1)
        .Any(length => Enumerable.Range(0, 7).Any(first => Chosen(length, first).Any(d => IsWeekday(d, length, first)))));

    private IEnumerable<int> Chosen(int length, int first) => (fromLast is { } back ? [length - back] : days)
        .Where(d => d >= 1 && d <= length)
        .Select(d => isWorkday ? Workday(d, length, first) : d);

    private static int Workday(int day, int length, int first) => Weekday(day, first) switch
    {
        6 => day > 1 ? day - 1 : day + 2,
        0 => day < length ? day + 1 : day - 2,
        _ => day,
    };

    private bool IsWeekday(int day, int length, int first) =>
        weekdays.Any(w => w % 7 == Weekday(day, first)) && (!isLastWeek || day > length - 7) && (week is null || (day - 1) / 7 == week - 1);

    private static int Weekday(int day, int first) => (first + day - 1) % 7;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int LengthOf(int month) => month is 4 or 6 or 9 or 11 ? 30 : 31;
}
