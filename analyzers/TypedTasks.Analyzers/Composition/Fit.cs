using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Whether what a step yields is what the next one takes.</summary>
internal sealed class Fit(KnownTypes known, Compilation compilation)
{
    public bool IsFit(ITypeSymbol yields, ITypeSymbol takes)
    {
        if (compilation.ClassifyConversion(yields, takes) is { IsIdentity: true } or { IsImplicit: true, IsReference: true })
            return true;
        // Members of a tuple are told apart one by one.
        return yields is INamedTypeSymbol { IsTupleType: true } from
            && takes is INamedTypeSymbol { IsTupleType: true } to
            && from.TupleElements.Length == to.TupleElements.Length
            && Enumerable.Range(0, to.TupleElements.Length).All(i => IsFit(from.TupleElements[i].Type, to.TupleElements[i].Type));
    }

    public bool IsUnit(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, known.Unit);

    public bool IsImplicitValue(ITypeSymbol yields, ITypeSymbol takes) =>
        yields.IsValueType && takes.IsValueType && compilation.ClassifyConversion(yields, takes).IsImplicit;

    /// <summary>What the step yields; of a tuple of steps the tuple of what they yield.</summary>
    public ITypeSymbol? Yields(Side side) =>
        side.IsTuple
            ? side.Members.Select(Yields).ToList() is var all && all.All(static t => t is not null)
                ? compilation.CreateTupleTypeSymbol([.. all.Select(static t => t!)])
                : null
            : side.Yields;

    public static string Read(ITypeSymbol? type) =>
        type is null ? "nothing" : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static string Read(IEnumerable<ITypeSymbol> types) => $"({string.Join(", ", types.Select(static t => Read(t)))})";
}
