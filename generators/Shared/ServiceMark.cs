using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>
/// How a parameter asks for a service. Ours, the container's <c>[FromKeyedServices]</c> and ASP.NET's <c>[FromServices]</c> count, for they
/// say the same to everybody who reads them. What only looks like one of these says nothing, and a rule tells.
/// </summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="IsKnown">Whether it counts.</param>
/// <param name="IsKeyed">Whether it names a key.</param>
internal sealed record ServiceMark(AttributeData Attribute, bool IsKnown, bool IsKeyed)
{
    private const string Unkeyed = "FromServicesAttribute";
    private const string Keyed = "FromKeyedServicesAttribute";

    /// <summary>The mark that counts, else one that looks like it, else null.</summary>
    public static ServiceMark? Of(IParameterSymbol parameter)
    {
        ServiceMark? alike = null;
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type)
                continue;
            if (SymbolNames.Is(type, SymbolNames.Injection, Keyed))
                return new(attribute, true, true);
            if (IsUnkeyed(type))
                return new(attribute, true, false);
            if (IsAlike(type))
                alike ??= new(attribute, false, type.Name == Keyed || Derives(type, static t => SymbolNames.Is(t, SymbolNames.Injection, Keyed)));
        }

        return alike;
    }

    private static bool IsUnkeyed(INamedTypeSymbol type) =>
        SymbolNames.IsOurs(type, Unkeyed) || SymbolNames.Is(type, "Microsoft.AspNetCore.Mvc", Unkeyed);

    /// <summary>The same name, a class derived from one of them, or what ASP.NET takes for one.</summary>
    private static bool IsAlike(INamedTypeSymbol type) =>
        type.Name is Unkeyed or Keyed
        || type.AllInterfaces.Any(static i => SymbolNames.Is(i, "Microsoft.AspNetCore.Http.Metadata", "IFromServiceMetadata"))
        || Derives(type, static t => IsUnkeyed(t) || SymbolNames.Is(t, SymbolNames.Injection, Keyed));

    private static bool Derives(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isOne)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (isOne(t))
                return true;
        }

        return false;
    }
}
