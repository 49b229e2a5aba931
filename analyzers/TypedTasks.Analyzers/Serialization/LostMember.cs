using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>A member that the serializer passes over.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What happens to it, and what to do.</param>
internal sealed record LostMember(string Kind, string Name, string Text)
{
    /// <summary>The first one of a type of the user's own; null where all of it arrives.</summary>
    public static LostMember? Of(INamedTypeSymbol type)
    {
        var isList = WireForms.Element(type) is not null || WireForms.Entry(type) is not null;
        var taken = JsonConstructor.Parameters(type);
        for (var t = type; t is not null && !ContractReader.IsFramework(t); t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                if (member.IsStatic || member.IsImplicitlyDeclared || ContractReader.Has(member, "JsonIgnoreAttribute") || ContractReader.Has(member, "JsonIncludeAttribute"))
                    continue;
                var lost = member switch
                {
                    IFieldSymbol { DeclaredAccessibility: Accessibility.Public, AssociatedSymbol: null } field => new LostMember("field", field.Name, "is not written: make it a property, or mark it [JsonIgnore]"),
                    IPropertySymbol { IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property => OfProperty(property, isList, taken),
                    _ => null,
                };
                if (lost is not null)
                    return lost;
            }
        }

        return null;
    }

    private static LostMember? OfProperty(IPropertySymbol property, bool isList, HashSet<string> taken)
    {
        if (isList)
        {
            return IsStored(property) ? new("property", property.Name, "is not written, because a collection travels as its elements: put the collection into a property of a type of its own") : null;
        }

        if (taken.Contains(property.Name) || property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
            return null;
        return property.SetMethod is not null
            ? new("property", property.Name, "is written and not read back, because its setter is not public: mark it [JsonInclude], take it in the constructor, or mark it [JsonIgnore]")
            : IsStored(property)
                ? new("property", property.Name, "is written and not read back, because it has no setter: add 'init', take it in the constructor, or mark it [JsonIgnore]")
                : null;
    }

    // What is computed comes and goes without a trace; what is kept has a field.
    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } of } && SymbolEqualityComparer.Default.Equals(of, property));
}
