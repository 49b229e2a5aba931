using System.Globalization;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>
/// Reads a queue as it is written on the command line: <c>name[,setting…]</c>. What is not said is as a worker of TypedTasks
/// wants it: it remembers ids, and keeps expired messages as dead letters.
/// </summary>
internal static class QueueArgument
{
    public const string Settings = "lock=5s, max-delivery=3, ttl=1h, dedup=20s or off, sessions, forward-to=NAME, dead-letter-expired=off";

    /// <exception cref="FormatException">A setting is not known, or has no such value; the text says which.</exception>
    public static QueueOptions Parse(string text, EmulatorTier tier)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        // The Basic tier cannot remember ids.
        var queue = new QueueOptions { Name = parts[0], RequiresDuplicateDetection = tier != EmulatorTier.Basic, DeadLetteringOnExpiration = true };
        foreach (var part in parts[1..])
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            var value = pair.Length > 1 ? pair[1] : null;
            queue = (pair[0], value) switch
            {
                ("lock", { }) => queue with { LockDuration = Duration(part, value) },
                ("max-delivery", { }) => queue with { MaxDeliveryCount = Count(part, value) },
                ("ttl", { }) => queue with { DefaultTimeToLive = Duration(part, value) },
                ("dedup", "off") => queue with { RequiresDuplicateDetection = false },
                ("dedup", { }) => queue with { RequiresDuplicateDetection = true, DuplicateDetectionWindow = Duration(part, value) },
                ("sessions", null) => queue with { RequiresSession = true },
                ("forward-to", { Length: > 0 }) => queue with { ForwardTo = value },
                ("dead-letter-expired", null) => queue,
                ("dead-letter-expired", "off") => queue with { DeadLetteringOnExpiration = false },
                _ => throw new FormatException($"'{pair[0]}' is not a setting of a queue, or not with this value: use {Settings}."),
            };
        }

        return queue;
    }

    private static int Count(string part, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{part}' has no whole number: write max-delivery=3.");

    private static TimeSpan Duration(string part, string text)
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
            : throw new FormatException($"'{part}' has no duration: write 500ms, 5s, 2m or 1h.");
    }
}
