using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>One side of an operator, as a step or a tuple of steps.</summary>
/// <param name="Text">The last step as the user wrote it.</param>
/// <param name="Takes">What a step misses, or null when it is complete.</param>
/// <param name="Yields">The type of its result; null for a tuple, whose members say it.</param>
/// <param name="Members">The members of a tuple literal; empty for a step.</param>
internal sealed record Side(string Text, ITypeSymbol? Takes, ITypeSymbol? Yields, IReadOnlyList<Side> Members)
{
    private const int Longest = 60;

    public bool IsTuple => Members.Count > 0;

    public bool IsPartial => IsTuple ? Members.All(static m => m.IsPartial) : Takes is not null;

    public bool IsComplete => IsTuple ? Members.All(static m => m.IsComplete) : Takes is null;

    /// <summary>Null when the operand is no signature: then the mistake is another one.</summary>
    public static Side? Of(IOperation operand, KnownTypes known)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
            operand = conversion.Operand;
        return operand is ITupleOperation tuple ? OfTuple(tuple, known) : OfStep(operand.Type, operand.Syntax, known);
    }

    private static Side? OfTuple(ITupleOperation tuple, KnownTypes known)
    {
        var members = new List<Side>();
        foreach (var element in tuple.Elements)
        {
            if (Of(element, known) is not { } member)
                return null;
            members.Add(member);
        }

        return new Side(Shorten(tuple.Syntax), null, null, members);
    }

    private static Side? OfStep(ITypeSymbol? type, SyntaxNode syntax, KnownTypes known)
    {
        if (type is not INamedTypeSymbol named || type.TypeKind == TypeKind.Error)
            return null;
        var last = syntax;
        while (Unwrapped(last) is BinaryExpressionSyntax binary)
            last = binary.Right;
        foreach (var candidate in named.AllInterfaces.Prepend(named))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, known.Complete))
                return new Side(Shorten(last), null, candidate.TypeArguments[0], []);
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, known.Partial))
                return new Side(Shorten(last), candidate.TypeArguments[0], candidate.TypeArguments[1], []);
        }

        return null;
    }

    private static SyntaxNode Unwrapped(SyntaxNode syntax)
    {
        while (syntax is ParenthesizedExpressionSyntax parenthesized)
            syntax = parenthesized.Expression;
        return syntax;
    }

    private static string Shorten(SyntaxNode syntax)
    {
        var text = string.Join(" ", syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
