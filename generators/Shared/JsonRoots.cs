using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>
/// The root of a type: the one base class or interface whose own <c>[JsonDerivedType]</c> list names it with a discriminator. A value is written under it,
/// so that a step that takes the root reads the same object.
/// </summary>
internal static class JsonRoots
{
    private const string Json = "System.Text.Json.Serialization";

    /// <summary>The root that values of the type are written under; null where that is the type itself.</summary>
    public static INamedTypeSymbol? Of(ITypeSymbol type) => Naming(type) is [var root] ? root : null;

    /// <summary>Every base class and interface that names the type: with two of them there is no root, for a value is written under one.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Naming(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None } named)
            return [];
        List<INamedTypeSymbol>? found = null;
        for (var b = named.BaseType; b is { SpecialType: SpecialType.None }; b = b.BaseType)
            Look(b);
        foreach (var i in type.AllInterfaces)
            Look(i);
        return found ?? (IReadOnlyList<INamedTypeSymbol>)[];

        void Look(INamedTypeSymbol candidate)
        {
            // What generated code cannot name is no root.
            if (Names(candidate, type) && Reach(candidate) >= Reach(named))
                (found ??= []).Add(candidate);
        }
    }

    /// <summary>Whether values are written with the name of their class, so that they are read as what they are.</summary>
    public static bool IsPolymorphic(ITypeSymbol type) => Listed(type).Any();

    /// <summary>What the type's own list names with a discriminator: without one nothing could be read back.</summary>
    public static IEnumerable<ITypeSymbol> Listed(ITypeSymbol type) => Entries(type).Select(static e => e.Type);

    /// <summary>The same with the discriminators, a text or a number each.</summary>
    public static IEnumerable<(ITypeSymbol Type, object Discriminator)> Entries(ITypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (SymbolNames.Is(attribute.AttributeClass, Json, "JsonDerivedTypeAttribute")
                && attribute.ConstructorArguments is [{ Value: ITypeSymbol derived }, { Value: { } discriminator }])
            {
                yield return (derived, discriminator);
            }
        }
    }

    /// <summary>Whether the type is written and read by a converter of its own.</summary>
    public static bool HasConverter(ITypeSymbol type) => SymbolNames.Attribute(type, Json, "JsonConverterAttribute") is not null;

    private static int Reach(INamedTypeSymbol type)
    {
        var own = type.DeclaredAccessibility switch
        {
            Accessibility.Public => 2,
            Accessibility.Internal or Accessibility.ProtectedOrInternal => 1,
            _ => 0,
        };
        return type.ContainingType is { } outer ? Math.Min(own, Reach(outer)) : own;
    }

    private static bool Names(INamedTypeSymbol candidate, ITypeSymbol type) =>
        Listed(candidate).Any(d => SymbolEqualityComparer.Default.Equals(d, type));
}
