namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Arithmetic on numbers, and plus on texts.</summary>
internal sealed record SqlArithmetic(char Operator, SqlNode Left, SqlNode Right) : SqlNode
{
    public override object? Evaluate(MessageView message) => (Left.Evaluate(message), Right.Evaluate(message)) switch
    {
        (long a, long b) => Whole(a, b),
        (double a, double b) => Real(a, b),
        (long a, double b) => Real(a, b),
        (double a, long b) => Real(a, b),
        (string a, string b) when Operator == '+' => a + b,
        _ => null,
    };

    private object? Whole(long a, long b) => Operator switch
    {
        '+' => unchecked(a + b),
        '-' => unchecked(a - b),
        '*' => unchecked(a * b),
        // The one quotient that does not fit, and the one that does not exist.
        '/' => b == 0 ? null : b == -1 ? unchecked(-a) : a / b,
        _ => b is 0 or -1 ? b == 0 ? null : 0L : a % b,
    };

    private object? Real(double a, double b) => Operator switch
    {
        '+' => a + b,
        '-' => a - b,
        '*' => a * b,
        '/' => b == 0 ? null : a / b,
        _ => b == 0 ? null : a % b,
    };
}
