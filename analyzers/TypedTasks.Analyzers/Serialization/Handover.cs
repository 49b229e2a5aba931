using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>Why a value that is written as one type cannot be read as another that C# takes it for, and what to do.</summary>
/// <param name="From">The type that it has.</param>
/// <param name="To">The type that it is handed on as.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Advice">What to do.</param>
/// <param name="IsUnnamed">Whether the root of the second only has to name the first.</param>
internal sealed record Handover(ITypeSymbol From, ITypeSymbol To, string Reason, string Advice, bool IsUnnamed = false)
{
    /// <summary>Of what a step yields, which is written under its own root. Null where it is read as it was.</summary>
    public static Handover? OfResult(ITypeSymbol from, ITypeSymbol to)
    {
        if (IsSame(from, to) || IsOpen(from) || IsOpen(to))
            return null;
        if (from is INamedTypeSymbol { IsTupleType: true } tuple && to is INamedTypeSymbol { IsTupleType: true } pair && tuple.TupleElements.Length == pair.TupleElements.Length)
            return tuple.TupleElements.Select((e, i) => OfResult(e.Type, pair.TupleElements[i].Type)).FirstOrDefault(static h => h is not null);
        if (WireForms.Element(to) is { } element)
        {
            return WireForms.Element(from) is { } given ? OfResult(given, element)
                : new(from, to, $"but is written as {WireForms.Describe(from)} and not as a list", $"hand it on as {Read(from)}");
        }

        if (WireForms.Entry(from) is { } one && WireForms.Entry(to) is { } other && IsSame(one.Key, other.Key))
            return OfResult(one.Value, other.Value);
        if (JsonRoots.HasConverter(to) || IsNode(from, to))
            return null;
        if (to is not INamedTypeSymbol named || named.SpecialType != SpecialType.None || ContractReader.IsFramework(named))
            return new(from, to, "which does not say what class to make of it", $"hand it on as {Read(from)}");
        var naming = JsonRoots.Naming(from);
        if (naming.Count > 1)
        {
            return new(
                from, to, $"but {string.Join(" and ", naming.Select(Read))} name it, and a value is written under one of them",
                $"leave it on one list, or hand it on as {Read(from)}");
        }

        var (root, target) = (JsonRoots.Of(from) ?? from, JsonRoots.Of(to) ?? to);
        if (IsSame(root, target))
            return null;
        return naming.Count == 1 && !IsSame(root, from)
            ? new(from, to, $"but is written under {Read(root)} and read under {Read(target)}", $"let {Read(target)} name it in place of {Read(root)}, or hand it on as {Read(from)}")
            : Unnamed(from, to, target);
    }

    /// <summary>Of a value that is written as the type it is handed on as: an argument of a call, what a task returns.</summary>
    public static Handover? OfValue(ITypeSymbol from, ITypeSymbol to)
    {
        if (IsSame(from, to) || IsOpen(from) || IsOpen(to))
            return null;
        if (WireForms.Element(to) is { } element)
            return WireForms.Element(from) is { } given ? OfValue(given, element) : null;
        if (WireForms.Entry(from) is { } one && WireForms.Entry(to) is { } other)
            return OfValue(one.Value, other.Value);
        // What it is when it runs, its abstract type does not say; what object is read as, TT2002 says.
        if (from.IsAbstract || JsonRoots.HasConverter(to) || to is not INamedTypeSymbol { SpecialType: SpecialType.None } named || ContractReader.IsFramework(named) || !IsAbove(named, from))
            return null;
        var root = JsonRoots.Of(to) ?? to;
        return IsSame(root, from) || JsonRoots.Listed(root).Any(d => IsSame(d, from)) ? null : Unnamed(from, to, root);
    }

    private static Handover Unnamed(ITypeSymbol from, ITypeSymbol to, ITypeSymbol root)
    {
        var lost = from is INamedTypeSymbol one && to is INamedTypeSymbol other
            ? ContractReader.Properties(one).Select(static p => p.Name).Except(ContractReader.Properties(other).Select(static p => p.Name), StringComparer.Ordinal).ToList()
            : [];
        var what = lost.Count == 0 ? "its class" : string.Join(", ", lost);
        var list = $"[JsonDerivedType(typeof({Read(from)}), \"{Discriminator(from)}\")]";
        return JsonRoots.HasConverter(from)
            ? new(from, to, $"and has a converter of its own, so that {what} would be lost", $"put the converter on {Read(root)}, or hand it on as {Read(from)}")
            : new(from, to, $"{(IsSame(root, to) ? "which" : $"and {Read(root)}, under which that is written,")} does not name it, so that {what} would be lost", $"add {list} to {Read(root)}, or hand it on as {Read(from)}", true);
    }

    /// <summary>The name that a class is given on the list of its root.</summary>
    public static string Discriminator(ITypeSymbol type) =>
        char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1) + string.Concat((type as INamedTypeSymbol)?.TypeArguments.Select(static t => "-" + t.Name) ?? []);

    // What it is, only whoever calls knows, or nobody yet.
    private static bool IsOpen(ITypeSymbol type) => type.TypeKind is TypeKind.TypeParameter or TypeKind.Error or TypeKind.Dynamic;

    private static bool IsAbove(INamedTypeSymbol type, ITypeSymbol from)
    {
        for (var b = from.BaseType; b is not null; b = b.BaseType)
        {
            if (IsSame(b, type))
                return true;
        }

        return from.AllInterfaces.Any(i => IsSame(i, type));
    }

    private static bool IsNode(ITypeSymbol from, ITypeSymbol to) =>
        SymbolNames.Is(to, "System.Text.Json.Nodes", "JsonNode") && SymbolNames.Is(from.BaseType, "System.Text.Json.Nodes", "JsonNode");

    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static string Read(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
