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

    /// <summary>The first parameter, or required member, that no service can fill.</summary>
    public static ISymbol? Unfillable(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None || !CanBeService(parameter.Type))
                return parameter;
        }

        return RequiredMembers(constructor).FirstOrDefault(static m => !CanBeService(m.Type)).Member;
    }

    public static bool CanCreate(INamedTypeSymbol type) => Find(type) is { } constructor && Unfillable(constructor) is null;

    /// <summary>The members that whoever calls the constructor has to set: they are filled as its parameters are.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> RequiredMembers(IMethodSymbol constructor)
    {
        if (SymbolNames.Attribute(constructor, "System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null)
            yield break;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var type = constructor.ContainingType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                var required = member switch
                {
                    IPropertySymbol { IsRequired: true } property => property.Type,
                    IFieldSymbol { IsRequired: true } field => field.Type,
                    _ => null,
                };
                if (required is not null && names.Add(member.Name))
                    yield return (member, required);
            }
        }
    }

    private static bool CanBeService(ITypeSymbol type) =>
        !type.IsRefLikeType && type.TypeKind is not (TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer);

    private static bool IsCopy(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
