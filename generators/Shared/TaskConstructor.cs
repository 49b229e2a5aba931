using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>How the worker makes an instance of a class whose tasks are instance methods.</summary>
internal static class TaskConstructor
{
    /// <summary>The constructor that is called: the one that is marked, else the longest that is visible. Null where there is none.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type)
    {
        if (type.IsStatic || type.IsAbstract)
            return null;
        IMethodSymbol? longest = null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (!TaskHolder.IsVisible(constructor) || IsCopy(type, constructor))
                continue;
            if (SymbolNames.Attribute(constructor, SymbolNames.Injection, "ActivatorUtilitiesConstructorAttribute") is not null)
                return constructor;
            if (longest is null || constructor.Parameters.Length > longest.Parameters.Length)
                longest = constructor;
        }

        return longest;
    }

    /// <summary>The first parameter that no service can fill.</summary>
    public static IParameterSymbol? Unfillable(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer)
                return parameter;
        }

        return null;
    }

    public static bool CanCreate(INamedTypeSymbol type) => Find(type) is { } constructor && Unfillable(constructor) is null;

    private static bool IsCopy(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
