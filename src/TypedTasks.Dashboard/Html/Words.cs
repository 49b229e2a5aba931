using System.Globalization;

namespace TypedTasks.Dashboard.Html;

/// <summary>How times, spans and counts are written for people.</summary>
internal static class Words
{
    /// <summary>A time in UTC, which the script of the page shows in the reader's zone.</summary>
    public static Action<Markup> Time(DateTimeOffset? time) => page =>
    {
        if (time is { } known)
            page.Write($"""<time datetime="{Iso(known)}">{known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>""");
        else
            page.Write($"""<span class="soft">–</span>""");
    };

    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Two units at most: 3 d 4 h, 2 min 5 s, 1.24 s, 12 ms.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "–",
        { } s when s < TimeSpan.Zero => "0 ms",
        { TotalMilliseconds: < 1000 } s => string.Create(CultureInfo.InvariantCulture, $"{s.TotalMilliseconds:0.#} ms"),
        { TotalSeconds: < 60 } s => string.Create(CultureInfo.InvariantCulture, $"{s.TotalSeconds:0.##} s"),
        { TotalMinutes: < 60 } s => $"{s.Minutes} min {s.Seconds} s",
        { TotalHours: < 24 } s => $"{s.Hours} h {s.Minutes} min",
        { } s => $"{(int)s.TotalDays} d {s.Hours} h",
    };

    public static string Count(long count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {many}");

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Its beginning, where it is long.</summary>
    public static string Short(string? text, int most = 140)
    {
        if (text is null)
            return "";
        var line = text.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end];
        return line.Length <= most ? line.ToString() : string.Concat(line[..(most - 1)], "…");
    }
}
