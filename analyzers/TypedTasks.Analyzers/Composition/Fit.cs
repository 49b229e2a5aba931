using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Whether what a step yields is what the next one takes.</summary>
internal sealed class Fit(KnownTypes known, Compilation compilation)
{
    /// <summary>Whether a value is taken as it is.</summary>
    public bool IsFit(ITypeSymbol yields, ITypeSymbol takes) =>
        compilation.ClassifyConversion(yields, takes) is { IsIdentity: true } or { IsImplicit: true, IsReference: true };

    /// <summary>Whether the next step takes what the side yields: of parallel members each is matched on its own, for a value tuple has no variance.</summary>
    public bool IsFit(Side side, ITypeSymbol takes)
    {
        if (Yields(side) is not { } yields)
            return false;
        return IsFit(yields, takes)
            || (side.IsParallel && Elements(yields) is { } given && Elements(takes) is { } wanted && given.Count == wanted.Count && !given.Where((t, i) => !IsFit(t, wanted[i])).Any());
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

    /// <summary>The elements of a tuple type; null of another.</summary>
    public static IReadOnlyList<ITypeSymbol>? Elements(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements.Select(static e => e.Type)] : null;

    public static string Read(ITypeSymbol? type) =>
        type is null ? "nothing" : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static string Read(IEnumerable<ITypeSymbol> types) => $"({string.Join(", ", types.Select(static t => Read(t)))})";

    /// <summary>Two different types, told apart by their namespaces where their names are equal.</summary>
    public static (string One, string Other) Read(ITypeSymbol one, ITypeSymbol other)
    {
        var (first, second) = (Read(one), Read(other));
        return first == second ? (Qualified(one), Qualified(other)) : (first, second);
    }

    private static string Qualified(ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
