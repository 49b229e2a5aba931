using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Parsing;

/// <summary>Types that the generator knows by name, and how types are spelled.</summary>
internal static class SymbolNames
{
    public const string TaskAttribute = "TypedTasks.TaskAttribute";

    public const string PipelineAttribute = "TypedTasks.PipelineAttribute";

    private static readonly SymbolDisplayFormat Annotated =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Unannotated =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat Readable =
        SymbolDisplayFormat.FullyQualifiedFormat
            .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
            .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    private static readonly SymbolDisplayFormat Declared =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string Spell(ITypeSymbol type) => type.ToDisplayString(Annotated);

    public static string Key(ITypeSymbol type) => type.ToDisplayString(Unannotated);

    /// <summary>A name without <c>global::</c>, keywords escaped: what stands after <c>namespace</c>.</summary>
    public static string Path(ISymbol symbol) => symbol.ToDisplayString(Declared);

    public static string Read(ISymbol symbol) => symbol.ToDisplayString(Readable);

    public static bool Is(ITypeSymbol? type, string @namespace, string name) =>
        type is not null && type.Name == name && IsNamespace(type.ContainingNamespace, @namespace);

    public static AttributeData? Attribute(ISymbol symbol, string @namespace, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute.AttributeClass, @namespace, name))
                return attribute;
        }

        return null;
    }

    public static AttributeData? Task(ISymbol symbol) => Attribute(symbol, "TypedTasks", "TaskAttribute");

    public static AttributeData? Pipeline(ISymbol symbol) => Attribute(symbol, "TypedTasks", "PipelineAttribute");

    private static bool IsNamespace(INamespaceSymbol? symbol, string name)
    {
        var end = name.Length;
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            var part = symbol.Name;
            var start = end - part.Length;
            if (start < 0 || string.CompareOrdinal(name, start, part, 0, part.Length) != 0)
                return false;
            if (start == 0)
                return symbol.ContainingNamespace.IsGlobalNamespace;
            if (name[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return false;
    }
}
