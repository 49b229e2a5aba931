using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>The shape of a pipeline up to a step, for messages.</summary>
internal static class Trail
{
    /// <summary>The steps of a pipeline; empty where one of them is no signature.</summary>
    public static IReadOnlyList<Side> Steps(IOperation pipeline, KnownTypes known)
    {
        var steps = new List<IOperation>();
        Collect(pipeline, steps);
        var sides = steps.Select(s => Side.Of(s, known)).OfType<Side>().ToList();
        return sides.Count == steps.Count ? sides : [];
    }

    /// <summary>Empty when there is one step only, which the message names already.</summary>
    public static string Of(IOperation left, KnownTypes known, Fit fit)
    {
        var steps = new List<IOperation>();
        Collect(left, steps);
        if (steps.Count < 2)
            return "";
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (text.Length > 0)
                text.Append(" → ");
            text.Append(Name(step.Syntax));
            if (Side.Of(step, known) is { } side)
                text.Append(" → ").Append(Yields(side, fit));
        }

        return $" (step {steps.Count + 1}; so far {text})";
    }

    private static string Yields(Side side, Fit fit) =>
        fit.Yields(side) is { } type && !fit.IsUnit(type) ? Fit.Read(type) : "nothing";

    private static void Collect(IOperation operation, List<IOperation> steps)
    {
        while (operation is IConversionOperation { IsImplicit: true } or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        if (operation is IBinaryOperation binary)
        {
            Collect(binary.LeftOperand, steps);
            Collect(binary.RightOperand, steps);
        }
        else
        {
            steps.Add(operation);
        }
    }

    private static string Name(SyntaxNode syntax) => syntax switch
    {
        TupleExpressionSyntax tuple => $"({string.Join(", ", tuple.Arguments.Select(static a => Name(a.Expression)))})",
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } } => Name(inner),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.ToString(),
        InvocationExpressionSyntax { Expression: GenericNameSyntax generic } => generic.Identifier.ValueText,
        BinaryExpressionSyntax binary => Name(binary.Right),
        ParenthesizedExpressionSyntax parenthesized => Name(parenthesized.Expression),
        _ => Side.Shorten(syntax),
    };
}
