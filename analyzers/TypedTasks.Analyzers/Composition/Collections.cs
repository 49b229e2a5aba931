using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Composition;

internal static class Collections
{
    /// <summary>The type of an element where the type is a list of some kind; text and bytes are values.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol named => named.AllInterfaces.Prepend(named)
            .FirstOrDefault(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?
            .TypeArguments[0],
        _ => null,
    };
}
