using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

internal static class TypeRules
{
    /// <summary>Whether every part of the type is known and may stand as a type argument.</summary>
    public static bool IsComplete(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsComplete(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Error } => false,
        INamedTypeSymbol named => !named.IsFileLocal
            && (named.ContainingType is null || IsComplete(named.ContainingType))
            && named.TypeArguments.All(IsComplete),
        IDynamicTypeSymbol => true,
        _ => false,
    };
}
