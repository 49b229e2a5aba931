using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Shape;

/// <summary>Reads a time span that is spelled with constants.</summary>
internal static class ConstantTime
{
    public static TimeSpan? Of(IOperation value) => value switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IDefaultValueOperation { Type.Name: nameof(TimeSpan) } => TimeSpan.Zero,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus => Of(minus.Operand)?.Negate(),
        IFieldReferenceOperation { Field: { ContainingType.Name: nameof(TimeSpan) } field } => field.Name switch
        {
            nameof(TimeSpan.Zero) => TimeSpan.Zero,
            nameof(TimeSpan.MinValue) => TimeSpan.MinValue,
            _ => null,
        },
        IInvocationOperation { TargetMethod: { ContainingType.Name: nameof(TimeSpan) } method } call when method.Name.StartsWith("From", StringComparison.Ordinal) =>
            Sign(call.Arguments),
        IObjectCreationOperation { Type.Name: nameof(TimeSpan) } creation => Sign(creation.Arguments),
        _ => null,
    };

    // Only the sign is asked for: one second stands for every time that is more than zero.
    private static TimeSpan? Sign(IEnumerable<IArgumentOperation> arguments)
    {
        var sign = 0;
        foreach (var argument in arguments)
        {
            if (argument.Value.ConstantValue.Value is not IConvertible number)
                return null;
            var part = Math.Sign(number.ToDouble(null));
            if (part != 0 && sign != 0 && part != sign)
                return null;
            sign = part != 0 ? part : sign;
        }

        return TimeSpan.FromSeconds(sign);
    }
}
