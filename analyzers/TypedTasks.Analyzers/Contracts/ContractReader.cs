using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>Reads the contracts of tasks and types as they are in the source now.</summary>
internal static class ContractReader
{
    private const string Json = "System.Text.Json.Serialization";

    private static readonly SymbolDisplayFormat Full =
        SymbolDisplayFormat.FullyQualifiedFormat
            .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
            .WithMiscellaneousOptions(
                SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static Contract Task(IMethodSymbol method, AttributeData attribute) => new(
        Contract.Task,
        TaskNames.Of(method, attribute),
        [.. method.Parameters.Where(ParameterKinds.IsData).Select(static p => new ContractField(p.Name, Spell(p.Type), ParameterKinds.Of(p) == ParameterKind.Required ? "" : "?"))],
        Result(method) is { } result ? Spell(result) : "nothing");

    /// <summary>What travels as the result: a returned signature counts as its own result.</summary>
    public static ITypeSymbol? Result(IMethodSymbol method) => TaskResult.Of(method) switch
    {
        { Kind: ReturnKind.Signature or ReturnKind.AwaitableSignature, Type: { } type } when SymbolNames.IsOurs(type, "Unit") => null,
        { Type: var type } => type,
        null => null,
    };

    public static string Spell(ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>A type of the user's own as it travels; null for what the serializer knows or converts by itself.</summary>
    public static Contract? Type(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Interface } named
            || named.SpecialType != SpecialType.None
            || named.IsTupleType
            || IsFramework(named)
            || JsonRoots.HasConverter(named))
        {
            return null;
        }

        var name = Spell(named.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return named.TypeKind == TypeKind.Enum
            ? new(Contract.Enum, name, [.. named.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(Member)], "")
            : new(Contract.Type, name, [.. Fields(named), .. Derived(named)], "") { Computed = [.. Properties(named).Where(p => IsComputed(p, named)).Select(Name)] };
    }

    /// <summary>The types of the user's own that travel with values of these, each once.</summary>
    public static IEnumerable<INamedTypeSymbol> Travelling(IEnumerable<ITypeSymbol> types) =>
        Reached(types).OfType<INamedTypeSymbol>().Where(static t => Type(t) is not null);

    /// <summary>All types that a serializer meets in values of these, themselves included, each once.</summary>
    public static IEnumerable<ITypeSymbol> Reached(IEnumerable<ITypeSymbol> types)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>(types.Reverse());
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (!seen.Add(type))
                continue;
            yield return type;
            if (type is IArrayTypeSymbol array)
                open.Push(array.ElementType);
            if (type is not INamedTypeSymbol named)
                continue;
            foreach (var argument in named.TypeArguments)
                open.Push(argument);
            if (Type(named) is not { Kind: not Contract.Enum })
                continue;
            foreach (var property in Properties(named))
                open.Push(property.Type);
            foreach (var derived in JsonRoots.Listed(named))
                open.Push(derived);
        }
    }

    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var t = type; t is not null && !IsFramework(t); t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property
                    && names.Add(property.Name)
                    && !Has(property, "JsonIgnoreAttribute"))
                {
                    yield return property;
                }
            }
        }
    }

    private static IEnumerable<ContractField> Fields(INamedTypeSymbol type)
    {
        var needed = JsonConstructor.Needed(type);
        return Properties(type).Where(p => !IsComputed(p, type)).Select(p => new ContractField(
            Name(p),
            Spell(p.Type),
            p.IsRequired || needed.Contains(p.Name) || Has(p, "JsonRequiredAttribute") ? "!" : ""));
    }

    /// <summary>Whether the property is written and never read: it comes and goes without a trace.</summary>
    public static bool IsComputed(IPropertySymbol property, INamedTypeSymbol type) =>
        property.SetMethod is null && !Has(property, "JsonIncludeAttribute") && !JsonConstructor.Parameters(type).Contains(property.Name);

    /// <summary>The name of a property on the wire.</summary>
    public static string Name(IPropertySymbol property) =>
        Attribute(property, "JsonPropertyNameAttribute")?.ConstructorArguments is [{ Value: string name }] ? name : Camel(property.Name);

    private static ContractField Member(IFieldSymbol member) => new(member.Name, Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture)!);

    private static IEnumerable<ContractField> Derived(INamedTypeSymbol type) =>
        JsonRoots.Entries(type).Select(static e => new ContractField($"${Convert.ToString(e.Discriminator, CultureInfo.InvariantCulture)}", Spell(e.Type)));

    /// <summary>As the serializer's web defaults do: the leading capitals, but for the one that begins the next word.</summary>
    private static string Camel(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
                break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    public static bool IsFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft" || (type.ContainingNamespace?.Name == "TypedTasks" && type.ContainingAssembly.Name == "TypedTasks");
    }

    public static bool Has(ISymbol symbol, string attribute) => Attribute(symbol, attribute) is not null;

    private static AttributeData? Attribute(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(a => Is(a, name));

    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass?.Name == name && attribute.AttributeClass.ContainingNamespace.ToDisplayString() == Json;
}
