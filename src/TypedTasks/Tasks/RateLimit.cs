using System.Globalization;

namespace TypedTasks;

/// <summary>How often something may start, by all workers together.</summary>
/// <param name="Count">How often within the period, 1 or more.</param>
/// <param name="Period">The period.</param>
public readonly record struct RateLimit(int Count, TimeSpan Period)
{
    /// <summary>The time between two starts: they are spread evenly, so that no moment gets more than its share.</summary>
    public TimeSpan Interval => Period / Count;

    /// <summary>Reads a limit such as <c>100/m</c>: a number, and s, m, h or d for the period.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It has another form.</exception>
    public static RateLimit Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0
            && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && PeriodOf(text[(slash + 1)..]) is { } period)
        {
            return new(count, period);
        }

        throw new FormatException($"'{text}' is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d.");
    }

    /// <summary>The limit as <see cref="Parse"/> reads it, where its period is one of those.</summary>
    internal string Short => UnitOf(Period) is { } unit ? string.Create(CultureInfo.InvariantCulture, $"{Count}/{unit}") : ToString();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} per {Period}");

    private static TimeSpan? PeriodOf(string unit) => unit switch
    {
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static string? UnitOf(TimeSpan period) =>
        period == TimeSpan.FromSeconds(1) ? "s" : period == TimeSpan.FromMinutes(1) ? "m" : period == TimeSpan.FromHours(1) ? "h" : period == TimeSpan.FromDays(1) ? "d" : null;
}
