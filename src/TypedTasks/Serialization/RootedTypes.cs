using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>The types that have a root, wherever they stand: alone, in lists, tuples and outcomes.</summary>
/// <param name="roots">What generated code found.</param>
/// <param name="plain">Options that know the types as the serializer does: the root's own list must not lead back here.</param>
internal sealed class RootedTypes(IEnumerable<JsonRoot> roots, JsonSerializerOptions plain) : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, JsonRoot> byType = roots.DistinctBy(static r => r.Type).ToDictionary(static r => r.Type);

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        byType.TryGetValue(type, out var root) ? root.CreateInfo(options, plain) : null;
}
