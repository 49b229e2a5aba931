using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>Why a value of a type is not read back as it was written, and what to take instead.</summary>
internal static class Unreadable
{
    private const string NoClass = "and the reader cannot know which class to make of it: ";

    /// <summary>What the serializer writes and reads by a converter of its own.</summary>
    private static readonly string[] Converted =
    [
        "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Guid", "System.Half", "System.Int128", "System.UInt128",
        "System.Uri", "System.Version", "System.Text.Json.JsonElement", "System.Text.Json.JsonDocument", "System.Text.Json.Nodes.JsonNode",
        "System.Text.Json.Nodes.JsonObject", "System.Text.Json.Nodes.JsonArray", "System.Text.Json.Nodes.JsonValue", "System.Collections.Generic.KeyValuePair",
        "System.Memory", "System.ReadOnlyMemory",
    ];

    /// <summary>The collections of the framework that are read in the order in which they were written.</summary>
    private static readonly string[] Lists =
    [
        "System.Collections.Generic.IEnumerable", "System.Collections.Generic.ICollection", "System.Collections.Generic.IList", "System.Collections.Generic.IReadOnlyCollection",
        "System.Collections.Generic.IReadOnlyList", "System.Collections.Generic.ISet", "System.Collections.Generic.List", "System.Collections.Generic.HashSet",
        "System.Collections.Generic.SortedSet", "System.Collections.Generic.Queue", "System.Collections.Generic.LinkedList", "System.Collections.ObjectModel.Collection",
        "System.Collections.ObjectModel.ObservableCollection", "System.Collections.Concurrent.ConcurrentQueue", "System.Collections.Immutable.ImmutableArray",
        "System.Collections.Immutable.ImmutableList", "System.Collections.Immutable.ImmutableHashSet", "System.Collections.Immutable.ImmutableSortedSet",
        "System.Collections.Immutable.ImmutableQueue", "System.Collections.Immutable.IImmutableList", "System.Collections.Immutable.IImmutableSet",
        "System.Collections.Immutable.IImmutableQueue",
    ];

    private static readonly string[] Dictionaries =
    [
        "System.Collections.Generic.IDictionary", "System.Collections.Generic.IReadOnlyDictionary", "System.Collections.Generic.Dictionary",
        "System.Collections.Generic.SortedDictionary", "System.Collections.Generic.SortedList", "System.Collections.Concurrent.ConcurrentDictionary",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableSortedDictionary", "System.Collections.Immutable.IImmutableDictionary",
    ];

    private static readonly string[] Keys =
    [
        "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Guid", "System.Half", "System.Int128", "System.UInt128", "System.Uri", "System.Version",
    ];

    private static readonly string[] Backwards =
    [
        "System.Collections.Generic.Stack", "System.Collections.Concurrent.ConcurrentStack", "System.Collections.Concurrent.ConcurrentBag",
        "System.Collections.Immutable.ImmutableStack", "System.Collections.Immutable.IImmutableStack",
    ];

    public static string? Explain(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
            return NoClass + "take a type that says what it is, or a JsonElement";
        if (type is IArrayTypeSymbol { Rank: > 1 })
            return "and the serializer knows no array of several dimensions: take an array of arrays";
        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
            return "which has another size elsewhere: take a long";
        if (type is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > FactoryForms.MostMissing })
            return "and a tuple of more than seven does not travel: take a record";
        if (type is not INamedTypeSymbol named || type.TypeKind is TypeKind.Enum or TypeKind.Error || type.IsTupleType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return null;
        if (JsonRoots.Of(named) is { } root && JsonRoots.HasConverter(named))
            return $"which has a converter of its own and is written under {Read(root)}, and the serializer refuses that: put the converter on {Read(root)}";
        if (JsonRoots.HasConverter(type))
            return null;
        if (WireForms.Entry(named) is { Key: var key } && !IsKey(key))
            return $"and {Read(key)} cannot be the key of an object: take a list of pairs, or a key that is text, a number or an enum";
        if (ContractReader.IsFramework(named))
            return OfFramework(named);
        if (JsonRoots.Listed(named).FirstOrDefault(JsonRoots.HasConverter) is { } converted)
            return $"on whose list is {Read(converted)}, which has a converter of its own, and the serializer refuses that: put the converter on {Read(named)}";
        if (!named.IsAbstract || JsonRoots.IsPolymorphic(named) || WireForms.Element(named) is not null)
            return null;
        // Named by a root, it is read as the class that the message names.
        return JsonRoots.Of(named) is not null ? null
            : $"{NoClass}it is {(named.TypeKind == TypeKind.Interface ? "an interface" : "abstract")}; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class";
    }

    private static string? OfFramework(INamedTypeSymbol type)
    {
        if (type.SpecialType is not (SpecialType.None or SpecialType.System_Collections_IEnumerable or SpecialType.System_Enum or SpecialType.System_ValueType or SpecialType.System_Array)
            && type.TypeKind != TypeKind.Interface)
        {
            return null;
        }

        if (SymbolNames.IsOurs(type, "ISignature") || type.AllInterfaces.Any(static i => SymbolNames.IsOurs(i, "ISignature")))
            return "which is a plan and no value: take what it yields, or put the steps together where they are enqueued";
        if (SymbolNames.IsOurs(type, "TaskHandle"))
            return "which belongs to the client that gave it: take the FlowId, and ask another client for the handle";
        if (SymbolNames.Is(type, "System.Collections.Generic", "IAsyncEnumerable"))
            return "which is read while it is made, in one process: take a list";
        if (SymbolNames.IsOurs(type, type.Name) || Is(type, Converted) || Is(type, Lists) || Is(type, Dictionaries) || IsGenericTuple(type))
            return null;
        if (Is(type, Backwards))
            return "which is read in another order than it was written: take a list";
        if (WireForms.Entry(type) is not null)
            return "which the serializer cannot fill: take a Dictionary";
        if (WireForms.Element(type) is not null)
            return "which the serializer cannot fill: take a List";
        if (type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable) || type.SpecialType == SpecialType.System_Collections_IEnumerable)
            return "whose elements could be anything: take a list that says what they are";
        if (type.IsAbstract || type.TypeKind == TypeKind.Interface)
            return NoClass + "take a class or a value of your own";
        // What is said by getters alone is not read back.
        var parameters = JsonConstructor.Parameters(type);
        return type.GetMembers().Any(m => m is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod: null or { DeclaredAccessibility: not Accessibility.Public } } p && !parameters.Contains(p.Name))
            ? "which is not read back as it was written: take a type of your own, or its text"
            : null;
    }

    private static bool IsKey(ITypeSymbol type) => type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter || type.SpecialType switch
    {
        SpecialType.System_Object or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => false,
        SpecialType.None => type is INamedTypeSymbol named && Is(named, Keys),
        _ => true,
    };

    private static bool IsGenericTuple(INamedTypeSymbol type) => type is { Name: "Tuple", Arity: > 0 } && SymbolNames.Is(type, "System", "Tuple");

    private static bool Is(INamedTypeSymbol type, string[] names)
    {
        foreach (var name in names)
        {
            var dot = name.LastIndexOf('.');
            if (name.Length - dot - 1 == type.Name.Length && name.EndsWith(type.Name, StringComparison.Ordinal) && SymbolNames.Is(type, name.Substring(0, dot), type.Name))
                return true;
        }

        return false;
    }

    private static string Read(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
