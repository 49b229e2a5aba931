using System.Globalization;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>
/// Reads a queue as it is written on the command line: <c>name[,setting…]</c>. What is not said is as a worker of TypedTasks
/// wants it: it remembers ids, and keeps expired messages as dead letters.
/// </summary>
internal static class QueueArgument
{
    public const string Settings = "lock=5s, max-delivery=3, ttl=1h, dedup=20s or off, sessions, forward-to=NAME, dead-letter-expired=off, partitioned";

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
                ("lock", { }) => queue with { LockDuration = DurationArgument.Parse(part, value) },
                ("max-delivery", { }) => queue with { MaxDeliveryCount = Count(part, value) },
                ("ttl", { }) => queue with { DefaultTimeToLive = DurationArgument.Parse(part, value) },
                ("dedup", "off") => queue with { RequiresDuplicateDetection = false },
                ("dedup", { }) => queue with { RequiresDuplicateDetection = true, DuplicateDetectionWindow = DurationArgument.Parse(part, value) },
                ("sessions", null) => queue with { RequiresSession = true },
                ("forward-to", { Length: > 0 }) => queue with { ForwardTo = value },
                ("partitioned", null) => queue with { EnablePartitioning = true },
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
}
