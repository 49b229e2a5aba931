using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>What becomes of a type on the wire: a list, an object with a member for each key, text, or an object of its own.</summary>
internal static class WireForms
{
    private static readonly string[] Pairs = ["IDictionary", "IReadOnlyDictionary"];

    /// <summary>The type of an element where the type is written as a list.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } or ITypeParameterSymbol => null,
        IArrayTypeSymbol { Rank: 1, ElementType: { SpecialType: not SpecialType.System_Byte } element } => element,
        INamedTypeSymbol named when Entry(named) is null && !JsonRoots.HasConverter(named) && !SymbolNames.Is(named, "System.Text.Json.Nodes", named.Name) =>
            Interface(named, static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    /// <summary>The types of key and value where the type is written as an object with a member for each key.</summary>
    public static (ITypeSymbol Key, ITypeSymbol Value)? Entry(ITypeSymbol type) =>
        type is INamedTypeSymbol named
        && Interface(named, static i => i.Arity == 2 && Array.IndexOf(Pairs, i.Name) >= 0 && SymbolNames.Is(i, "System.Collections.Generic", i.Name)) is { } pair
            ? (pair.TypeArguments[0], pair.TypeArguments[1])
            : null;

    /// <summary>What people call the form.</summary>
    public static string Describe(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol ? "text" : type.IsValueType || ContractReader.Type(type) is null && Entry(type) is null ? "a value" : "an object";

    private static INamedTypeSymbol? Interface(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isIt) =>
        type.TypeKind == TypeKind.Interface && isIt(type) ? type : type.AllInterfaces.FirstOrDefault(isIt);
}
