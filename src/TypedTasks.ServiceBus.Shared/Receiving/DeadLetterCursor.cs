using System.Globalization;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Where reading of a queue's two dead-letter queues goes on: the next sequence number of each.</summary>
internal readonly record struct DeadLetterCursor(long DeadLetter, long Transfer)
{
    public static DeadLetterCursor Parse(string? text)
    {
        if (text is null)
            return new(0, 0);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
                ? new(first, second)
                : throw new ArgumentException("This is not a cursor that reading dead letters returned.", nameof(text));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DeadLetter}.{Transfer}");
}
