using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>Types that are known by name, and how types are spelled.</summary>
internal static class SymbolNames
{
    public const string Runtime = "TypedTasks";

    public const string Injection = "Microsoft.Extensions.DependencyInjection";

    public const string PipelineAttribute = "TypedTasks.PipelineAttribute";

    public const string TaskEventAttribute = "TypedTasks.TaskEventAttribute";

    public const string TaskImplementationAttribute = "TypedTasks.TaskImplementationAttribute";

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

    // A type of that name would have global:: or a dot before it.
    private static readonly Regex Dynamic = new(@"(?<![\w.:@])dynamic(?!\w)", RegexOptions.CultureInvariant);

    /// <summary>The type with its annotations; <c>dynamic</c> is <c>object</c>, so that no call is bound when it runs.</summary>
    public static string Spell(ITypeSymbol type) => Bound(type.ToDisplayString(Annotated));

    /// <summary>The type as the compiler tells types apart: no annotations, no names of elements, and <c>dynamic</c> is <c>object</c>.</summary>
    public static string Key(ITypeSymbol type) => Bound(type.ToDisplayString(Unannotated));

    /// <summary>A name without <c>global::</c>, keywords escaped: what stands after <c>namespace</c>.</summary>
    public static string Path(ISymbol symbol) => symbol.ToDisplayString(Declared);

    public static string Read(ISymbol symbol) => symbol.ToDisplayString(Readable);

    public static bool Is(ITypeSymbol? type, string @namespace, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && IsNamespace(type.ContainingNamespace, @namespace);

    /// <summary>Whether the type is the runtime's of that name: one that somebody else put into its namespace is not.</summary>
    public static bool IsOurs(ITypeSymbol? type, string name) => Is(type, Runtime, name) && type!.ContainingAssembly?.Name == Runtime;

    public static AttributeData? Attribute(ISymbol symbol, string @namespace, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute.AttributeClass, @namespace, name))
                return attribute;
        }

        return null;
    }

    public static AttributeData? Ours(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsOurs(attribute.AttributeClass, name))
                return attribute;
        }

        return null;
    }

    /// <summary>Whether views leave out what is marked so.</summary>
    public static bool IsSensitive(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (IsOurs(attribute.AttributeClass, "SensitiveAttribute"))
                return true;
        }

        return false;
    }

    /// <summary>The attribute that makes a method a task.</summary>
    public static AttributeData? Task(ISymbol symbol) => Ours(symbol, "TaskAttribute");

    /// <summary>The attribute that lets a class run the tasks of its interfaces.</summary>
    public static AttributeData? TaskImplementation(ISymbol symbol) => Ours(symbol, "TaskImplementationAttribute");

    public static AttributeData? Pipeline(ISymbol symbol) => Ours(symbol, "PipelineAttribute");

    private static string Bound(string text) => text.IndexOf("dynamic", StringComparison.Ordinal) < 0 ? text : Dynamic.Replace(text, "object");

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
