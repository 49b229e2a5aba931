using Microsoft.CodeAnalysis;

namespace TypedTasks.CodeFixes;

/// <summary>What has to become visible together.</summary>
internal static class Hidden
{
    /// <summary>The symbol and the types that it names, as far as generated code cannot see them; null where one of them cannot be changed.</summary>
    public static IReadOnlyList<ISymbol>? With(ISymbol symbol)
    {
        var all = new List<ISymbol> { symbol };
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var type in Named(all[i]).SelectMany(Parts))
            {
                for (var t = type; t is not null; t = t.ContainingType)
                {
                    if (!IsHidden(t) || all.Contains(t, SymbolEqualityComparer.Default))
                        continue;
                    if (t.DeclaringSyntaxReferences.IsEmpty)
                        return null;
                    all.Add(t);
                }
            }
        }

        // A type of a file may have the name of another, which only the file keeps apart.
        return all.OfType<INamedTypeSymbol>().Any(static t => t.IsFileLocal && t.ContainingNamespace.GetTypeMembers(t.Name, t.Arity).Length > 1) ? null : all;
    }

    private static bool IsHidden(INamedTypeSymbol type) =>
        type.IsFileLocal || (type.ContainingType is not null && type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal);

    private static IEnumerable<ITypeSymbol> Named(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters.Select(static p => p.Type).Append(method.ReturnType),
        IPropertySymbol property => [property.Type],
        IFieldSymbol field => [field.Type],
        IEventSymbol e => [e.Type],
        INamedTypeSymbol type => type.GetMembers().Where(IsSeen).SelectMany(Named)
            .Concat(type.BaseType is { } parent ? [parent] : [])
            .Concat(type.TypeKind == TypeKind.Interface ? type.Interfaces : []),
        _ => [],
    };

    /// <summary>Whether the member is as visible as its type; of the types inside, each is asked for itself.</summary>
    private static bool IsSeen(ISymbol member) =>
        member is not INamedTypeSymbol
        && !member.IsImplicitlyDeclared
        && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(named),
        _ => [],
    };
}
