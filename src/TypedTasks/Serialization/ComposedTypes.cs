using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>
/// The JSON of types that compositions make: lists of groups, tuples, outcomes. Whoever composes makes its type known, so that no context has to name it,
/// however deep it lies in another one.
/// </summary>
internal sealed class ComposedTypes : IJsonTypeInfoResolver
{
    public static readonly ComposedTypes Instance = new();

    private static readonly ConcurrentDictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> Known = new();

    public static bool Knows<T>() => Known.ContainsKey(typeof(T));

    public static void Register<T>(Func<JsonSerializerOptions, JsonTypeInfo> create) => Known.TryAdd(typeof(T), create);

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        Known.TryGetValue(type, out var create) ? create(options) : null;
}
