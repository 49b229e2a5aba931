using System.Globalization;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>Reads a queue as it is written on the command line: <c>name[,lock=5s][,max-delivery=3][,ttl=1h][,dedup=off|20s][,sessions][,forward-to=name][,dead-letter-expired]</c>.</summary>
internal static class QueueArgument
{
    public static QueueOptions Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var queue = new QueueOptions { Name = parts[0] };
        foreach (var part in parts[1..])
        {
            var pair = part.Split('=', 2);
            var value = pair.Length > 1 ? pair[1] : "";
            queue = pair[0] switch
            {
                "lock" => queue with { LockDuration = Duration(value) },
                "max-delivery" => queue with { MaxDeliveryCount = int.Parse(value, CultureInfo.InvariantCulture) },
                "ttl" => queue with { DefaultTimeToLive = Duration(value) },
                "dedup" when value == "off" => queue with { RequiresDuplicateDetection = false },
                "dedup" => queue with { DuplicateDetectionWindow = Duration(value) },
                "sessions" => queue with { RequiresSession = true },
                "forward-to" => queue with { ForwardTo = value },
                "dead-letter-expired" => queue with { DeadLetteringOnExpiration = true },
                _ => throw new FormatException($"'{pair[0]}' is not a setting of a queue: use lock, max-delivery, ttl, dedup, sessions, forward-to or dead-letter-expired."),
            };
        }

        return queue;
    }

    private static TimeSpan Duration(string text)
    {
        var digits = text.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"'{text}' is not a duration: write 500ms, 5s, 2m or 1h.");
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => throw new FormatException($"'{text}' is not a duration: write 500ms, 5s, 2m or 1h."),
        };
    }
}
