using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A comparison; what cannot be compared is unknown.</summary>
internal sealed record SqlComparison(string Operator, SqlNode Left, SqlNode Right) : SqlNode
{
    public override object? Evaluate(MessageView message)
    {
        if (Compare(Left.Evaluate(message), Right.Evaluate(message)) is not { } order)
            return null;
        return Operator switch
        {
            "=" => order == 0,
            "<>" or "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (long a, double b) => ((double)a).CompareTo(b),
        (double a, long b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (AmqpTimestamp a, AmqpTimestamp b) => a.Milliseconds.CompareTo(b.Milliseconds),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        (Guid a, string b) => Guid.TryParse(b, out var parsed) ? a.CompareTo(parsed) : null,
        (string a, Guid b) => Guid.TryParse(a, out var parsed) ? parsed.CompareTo(b) : null,
        _ => null,
    };
}
