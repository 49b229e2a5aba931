using System.Globalization;

namespace TypedTasks.Cli.Terminal;

/// <summary>Times and durations as people read them.</summary>
internal static class Times
{
    /// <summary>A duration in its two largest units: 3 s, 4 min 20 s, 2 h 5 min, 6 d 1 h.</summary>
    public static string Of(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
            duration = TimeSpan.Zero;
        return duration switch
        {
            { TotalSeconds: < 60 } d => $"{(int)d.TotalSeconds} s",
            { TotalMinutes: < 60 } d => $"{d.Minutes} min {d.Seconds} s",
            { TotalHours: < 24 } d => $"{d.Hours} h {d.Minutes} min",
            _ => $"{(int)duration.TotalDays} d {duration.Hours} h",
        };
    }

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment of the last day or the next by its time alone.</summary>
    public static string Short(DateTimeOffset moment, DateTimeOffset now) =>
        (moment - now).Duration() < TimeSpan.FromHours(20) ? moment.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture) : Of(moment);
}
