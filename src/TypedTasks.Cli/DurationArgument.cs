using System.Globalization;

namespace TypedTasks.Cli;

/// <summary>Reads a time as it is written on the command line: <c>500ms</c>, <c>5s</c>, <c>2m</c> or <c>1h</c>, up to 366 days.</summary>
internal static class DurationArgument
{
    /// <exception cref="FormatException">The text is no time; the error repeats the argument that it is in.</exception>
    public static TimeSpan Parse(string argument, string text)
    {
        var digits = text.TakeWhile(static character => char.IsAsciiDigit(character) || character == '.').Count();
        TimeSpan? unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        // Longer than a year is out of every range, and below what a duration can hold.
        return unit is { } one && double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * one.TotalDays <= 366
            ? number * one
            : throw new FormatException($"'{argument}' has no duration: write 500ms, 5s, 2m or 1h.");
    }
}
