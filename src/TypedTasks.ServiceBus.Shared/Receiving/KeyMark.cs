using System.Globalization;
using System.Text;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// What the state of a session says while its key is held: which message was begun, and how often it was delivered when it comes
/// again. The broker does not count deliveries that end with their connection; whoever dies on a message leaves the mark behind.
/// </summary>
/// <param name="SequenceNumber">The first message that was taken.</param>
/// <param name="DeliveryCount">How often it has been delivered if nobody settles it.</param>
internal readonly record struct KeyMark(long SequenceNumber, int DeliveryCount)
{
    private const string Prefix = "typedtasks ";

    /// <summary>Reads a state; null where there is none, or another application's.</summary>
    public static KeyMark? Read(byte[]? state)
    {
        if (state is null || Encoding.UTF8.GetString(state) is not { } text || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var parts = text[Prefix.Length..].Split(' ');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? new(number, count)
                : null;
    }

    public byte[] Write() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{SequenceNumber} {DeliveryCount}"));

    /// <summary>How often the first message of the line was delivered before, by what the broker has counted and what is left behind.</summary>
    public static int Count(KeyMark? left, long sequenceNumber, int counted) =>
        left is not { } mark ? counted : Math.Max(counted, mark.SequenceNumber == sequenceNumber ? mark.DeliveryCount : 1);
}
