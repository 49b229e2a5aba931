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

    /// <summary>The most members that a tuple has an operator for.</summary>
    public const int MostMembers = 7;

    public bool IsTuple => Members.Count > 0;

    /// <summary>Whether what it yields is the tuple of what parallel members yield, and not a tuple that one task made.</summary>
    public bool IsParallel => IsTuple || IsJoined;

    private bool IsJoined { get; init; }

    /// <summary>The last step as it stands in the source.</summary>
    public SyntaxNode? Syntax { get; init; }

    /// <summary>Whether the tuple stands there as it is written, or at the end of a sequence, so that a fix can change it.</summary>
    public bool IsLiteral { get; init; }

    public bool IsPartial => IsTuple ? Members.All(static m => m.IsPartial) : Takes is not null;

    public bool IsComplete => IsTuple ? Members.All(static m => m.IsComplete) : Takes is null;

    /// <summary>Null when the operand is no signature: then the mistake is another one.</summary>
    public static Side? Of(IOperation operand, KnownTypes known)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
            operand = conversion.Operand;
        // A call that does not compile is explained by itself, and what it yields is a guess.
        if (operand.Kind == OperationKind.Invalid)
            return null;
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

        return new Side(Shorten(tuple.Syntax), null, null, members) { IsLiteral = true, Syntax = tuple.Syntax };
    }

    /// <summary>A step by the type of its expression.</summary>
    public static Side? OfType(ITypeSymbol? type, string text, KnownTypes known)
    {
        // What the compiler could not infer is spelled with type parameters that the user has never seen.
        if (type is not INamedTypeSymbol named || type.TypeKind == TypeKind.Error || IsUninferred(named, known))
            return null;
        if (Read(named, text, known) is { } direct)
            return direct;
        foreach (var candidate in named.AllInterfaces)
        {
            if (Read(candidate, text, known) is { } side)
                return side;
        }

        return null;
    }

    private static bool IsUninferred(ITypeSymbol type, KnownTypes known) => type switch
    {
        ITypeParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.ContainingAssembly, known.Complete.ContainingAssembly),
        IArrayTypeSymbol array => IsUninferred(array.ElementType, known),
        INamedTypeSymbol named => named.IsGenericType && named.TypeArguments.Any(t => IsUninferred(t, known)),
        _ => false,
    };

    private static Side? Read(INamedTypeSymbol type, string text, KnownTypes known) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, known.Complete) ? new Side(text, null, type.TypeArguments[0], [])
        : SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, known.Partial) ? new Side(text, type.TypeArguments[0], type.TypeArguments[1], [])
        : null;

    private static Side? OfStep(ITypeSymbol? type, SyntaxNode syntax, KnownTypes known)
    {
        // Most operators have nothing to do with signatures, and a text costs more than a look at a type.
        if (OfType(type, "", known) is not { } side)
            return null;
        var last = Unwrapped(syntax);
        while (last is BinaryExpressionSyntax binary)
            last = Unwrapped(binary.Right);
        return side with { Text = Shorten(last), Syntax = last, IsLiteral = last is TupleExpressionSyntax, IsJoined = type is { Name: "Joined" or "JoinedFrom", ContainingNamespace.Name: "TypedTasks" } };
    }

    /// <summary>The first step of a pipeline.</summary>
    public static SyntaxNode First(SyntaxNode pipeline)
    {
        var first = Unwrapped(pipeline);
        while (first is BinaryExpressionSyntax binary)
            first = Unwrapped(binary.Left);
        return first;
    }

    public static SyntaxNode Unwrapped(SyntaxNode syntax)
    {
        while (syntax is ParenthesizedExpressionSyntax parenthesized)
            syntax = parenthesized.Expression;
        return syntax;
    }

    public static string Shorten(SyntaxNode syntax)
    {
        var text = string.Join(" ", syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
