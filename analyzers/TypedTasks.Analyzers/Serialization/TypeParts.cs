using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>What a value is made of on its way, and how one gets there.</summary>
internal static class TypeParts
{
    /// <summary>The type, its elements and its properties, each type once.</summary>
    public static IEnumerable<(ITypeSymbol Type, string Path)> Of(ITypeSymbol type)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(ITypeSymbol Type, string Path)>();
        open.Enqueue((type, ""));
        while (open.Count > 0)
        {
            var part = open.Dequeue();
            if (!seen.Add(part.Type))
                continue;
            yield return part;
            if (part.Type is IArrayTypeSymbol array)
                open.Enqueue((array.ElementType, part.Path));
            if (part.Type is not INamedTypeSymbol named)
                continue;
            foreach (var argument in named.TypeArguments)
                open.Enqueue((argument, part.Path));
            if (Collections.Element(named) is not null || ContractReader.Type(named) is not { Kind: Contract.Type })
                continue;
            foreach (var property in Properties(named))
                open.Enqueue((property.Type, part.Path.Length == 0 ? $"{named.Name}.{property.Name}" : $"{part.Path}.{property.Name}"));
        }
    }

    /// <summary>The properties that are written.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => ContractReader.Properties(type);

    /// <summary>Types of the framework, which the serializer knows.</summary>
    public static bool IsKnown(INamedTypeSymbol type) => ContractReader.IsFramework(type);
}
