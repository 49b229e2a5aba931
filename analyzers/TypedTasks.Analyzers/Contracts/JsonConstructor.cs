using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>The constructor by which the serializer makes a value, and what it cannot do without.</summary>
internal static class JsonConstructor
{
    /// <summary>The properties that have to be there: parameters of the constructor without a default, by name without regard to case.</summary>
    public static HashSet<string> Needed(INamedTypeSymbol type) => new(
        Find(type)?.Parameters.Where(static p => !p.HasExplicitDefaultValue).Select(static p => p.Name) ?? [],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The properties that the constructor takes, by name without regard to case.</summary>
    public static HashSet<string> Parameters(INamedTypeSymbol type) => new(Find(type)?.Parameters.Select(static p => p.Name) ?? [], StringComparer.OrdinalIgnoreCase);

    private static IMethodSymbol? Find(INamedTypeSymbol type)
    {
        if (type.InstanceConstructors.FirstOrDefault(static c => ContractReader.Has(c, "JsonConstructorAttribute")) is { } marked)
            return marked;
        if (type.IsValueType || type.IsAbstract)
            return null;
        var all = type.InstanceConstructors.Where(static c => c.DeclaredAccessibility == Accessibility.Public).ToList();
        return all.Find(static c => c.Parameters.IsEmpty) is null && all.Count == 1 ? all[0] : null;
    }
}
