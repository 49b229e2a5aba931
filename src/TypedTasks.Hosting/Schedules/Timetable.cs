using Cronos;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>
/// The occurrences of a cron expression in a zone. A time of day that a clock change skips comes at the next valid minute, under the name that was written; one that comes twice comes the first time
/// only. What repeats within the day (<c>*/10 * * * *</c>) goes on through both hours, and the second is told by its fold.
/// </summary>
internal sealed class Timetable
{
    private static readonly TimeSpan Tick = new(1);

    private readonly CronExpression expression;
    private readonly TimeZoneInfo zone;

    private Timetable(CronExpression expression, TimeZoneInfo zone)
    {
        this.expression = expression;
        this.zone = zone;
    }

    /// <summary>Reads an expression and finds its zone.</summary>
    /// <param name="cron">The expression.</param>
    /// <param name="zone">The IANA name of the zone.</param>
    /// <param name="problem">What is wrong, where it yields null.</param>
    public static Timetable? TryCreate(string cron, string zone, out string problem)
    {
        problem = "";
        if (string.IsNullOrEmpty(zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            problem = $"the time zone '{zone}' is not known here: use an IANA name such as Europe/Paris, and install the time-zone data of the system (package tzdata)";
            return null;
        }

        var fields = cron.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        CronExpression expression;
        try
        {
            expression = CronExpression.Parse(cron, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (Exception e) when (e is CronFormatException or MissingSeedException)
        {
            problem = $"'{cron}' is no cron expression: {Explain(fields, e)}";
            return null;
        }

        var table = new Timetable(expression, SoundZones.Of(found));
        if (expression.GetNextOccurrence(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)) is null)
        {
            problem = $"'{cron}' never comes: no year has such a day";
            return null;
        }

        return table;
    }

    /// <summary>The first occurrence after a moment, or null. Its jitter is not known here.</summary>
    public Occurrence? Next(DateTimeOffset after) => expression.GetNextOccurrence(after, zone) is { } at ? Named(at) : null;

    /// <summary>The first occurrence after one that was decided, which others may have placed elsewhere.</summary>
    public Occurrence? Next(DateTimeOffset after, Occurrence? last)
    {
        if (last is not null && MomentOf(last) is var moment && moment > after)
            after = moment;
        var next = Next(after);
        while (next is not null && next.Key == last?.Key)
            next = Next(next.At);
        return next;
    }

    /// <summary>The last occurrence before a moment, or at it; null where there is none.</summary>
    public Occurrence? Last(DateTimeOffset until)
    {
        // Backwards the reader finds times in the hour of a clock change that it does not find forwards: what counts is forwards.
        for (var back = until; expression.GetPreviousOccurrence(back, zone, inclusive: true) is { } at; back = at - Tick)
        {
            var last = Next(at - Tick);
            if (last is null || last.At > until)
                continue;
            while (Next(last.At) is { } next && next.At <= until)
                last = next;
            return last;
        }

        return null;
    }

    /// <summary>The last occurrence before another one.</summary>
    public Occurrence? Before(Occurrence occurrence) => Last(occurrence.At - Tick);

    /// <summary>The name of a moment, be it an occurrence or not.</summary>
    public Occurrence At(DateTimeOffset moment)
    {
        var at = TimeZoneInfo.ConvertTime(moment, zone);
        return new(at.DateTime, IsSecond(at), at, at);
    }

    /// <summary>The moment of an occurrence by the data of this machine.</summary>
    public DateTimeOffset MomentOf(Occurrence occurrence)
    {
        var local = occurrence.LocalTime;
        if (zone.IsInvalidTime(local))
        {
            local = new(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0);
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(1);
        }

        var offset = zone.GetUtcOffset(local);
        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            offset = occurrence.IsSecond ? offsets.Min() : offsets.Max();
        }

        return new(local, offset);
    }

    /// <summary>Whether the local time of an occurrence comes twice.</summary>
    public bool IsTwice(Occurrence occurrence) => zone.IsAmbiguousTime(occurrence.LocalTime);

    // The reader says of most that a character was not expected.
    private static string Explain(string[] fields, Exception e) =>
        fields is [['@', ..]] ? "it is none of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually"
        : fields.Length is not (5 or 6) ? $"it has {fields.Length} fields; write five (minute, hour, day, month, day of the week), or six that begin with seconds"
        : e is MissingSeedException ? "H stands for a value that is drawn, and processes would draw different ones; write a number, and spread starts with Jitter"
        : e.Message.TrimEnd('.');

    private Occurrence Named(DateTimeOffset at)
    {
        at = TimeZoneInfo.ConvertTime(at, zone);
        return new(NominalOf(at), IsSecond(at), at, at);
    }

    // What lies in a gap has the name that the expression gives it, so that a machine that does not know of the clock change means the same one.
    private DateTime NominalOf(DateTimeOffset at)
    {
        var before = TimeZoneInfo.ConvertTime(at - Tick, zone);
        if (at.Offset <= before.Offset || IsNamed(at.DateTime))
            return at.DateTime;
        var gap = DateTime.SpecifyKind(before.DateTime + Tick, DateTimeKind.Utc);
        return expression.GetNextOccurrence(gap, inclusive: true) is { } nominal && nominal < DateTime.SpecifyKind(at.DateTime, DateTimeKind.Utc)
            ? DateTime.SpecifyKind(nominal, DateTimeKind.Unspecified)
            : at.DateTime;
    }

    private bool IsNamed(DateTime local)
    {
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return expression.GetNextOccurrence(utc, inclusive: true) == utc;
    }

    private bool IsSecond(DateTimeOffset at) => zone.IsAmbiguousTime(at.DateTime) && at.Offset == zone.GetAmbiguousTimeOffsets(at.DateTime).Min();
}
