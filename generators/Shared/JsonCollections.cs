using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>The generic collections that may stand in signatures, and how their metadata is made.</summary>
internal sealed record JsonCollections(string Namespace, string Name, string Method, bool IsCreated, string? Filled = null)
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";

    private static readonly JsonCollections[] Known =
    [
        new(Generic, "List", "CreateListInfo", true),
        new(Generic, "IReadOnlyList", "CreateIEnumerableInfo", false),
        new(Generic, "IReadOnlyCollection", "CreateIEnumerableInfo", false),
        new(Generic, "IEnumerable", "CreateIEnumerableInfo", false),
        new(Generic, "IList", "CreateIListInfo", false),
        new(Generic, "ICollection", "CreateICollectionInfo", false),
        new(Generic, "HashSet", "CreateISetInfo", true),
        new(Generic, "SortedSet", "CreateISetInfo", true),
        new(Generic, "ISet", "CreateISetInfo", false),
        new(Generic, "Dictionary", "CreateDictionaryInfo", true),
        new(Generic, "IReadOnlyDictionary", "CreateIReadOnlyDictionaryInfo", false),
        new(Generic, "IDictionary", "CreateIDictionaryInfo", false),
        new(Generic, "SortedDictionary", "CreateIDictionaryInfo", true),
        new(Immutable, "ImmutableArray", "CreateImmutableEnumerableInfo", false, "ImmutableArray.CreateRange"),
        new(Immutable, "ImmutableList", "CreateImmutableEnumerableInfo", false, "ImmutableList.CreateRange"),
        new(Immutable, "ImmutableHashSet", "CreateImmutableEnumerableInfo", false, "ImmutableHashSet.CreateRange"),
        new(Immutable, "ImmutableDictionary", "CreateImmutableDictionaryInfo", false, "ImmutableDictionary.CreateRange"),
    ];

    public static JsonCollections? Find(INamedTypeSymbol type) =>
        Array.Find(Known, k => SymbolNames.Is(type, k.Namespace, k.Name));

    public string Factory(string type, IReadOnlyList<string> arguments)
    {
        var list = string.Join(", ", arguments);
        var values = IsCreated ? "new() { ObjectCreator = static () => new() }" : "new()";
        var filled = Filled is null ? "" : $", global::{Immutable}.{Filled}<{list}>";
        return $"Json::JsonMetadataServices.{Method}<{type}, {list}>(options, {values}{filled})";
    }
}
