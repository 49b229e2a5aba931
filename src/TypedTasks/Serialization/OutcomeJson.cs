using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>The JSON of outcomes: whoever settles something makes its type known, so that no context has to name it.</summary>
internal sealed class OutcomeJson : IJsonTypeInfoResolver
{
    public static readonly OutcomeJson Instance = new();

    private static readonly ConcurrentDictionary<Type, JsonConverter> Known = new();

    public static JsonTypeInfo<Outcome<T>> Create<T>(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<Outcome<T>>(options, new OutcomeConverter<T>());

    public static void Register<T>() => Known.TryAdd(typeof(Outcome<T>), new OutcomeConverter<T>());

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        Known.TryGetValue(type, out var converter) ? ((IOutcomeConverter)converter).CreateInfo(options) : null;
}
