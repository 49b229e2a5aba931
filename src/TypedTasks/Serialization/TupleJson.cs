using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>The element-wise reading and writing that every tuple converter shares.</summary>
internal static class TupleJson
{
    public static JsonTypeInfo<T> Create<T>(JsonConverter<T> converter, JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<T>(options, converter);

    public static void Register<T>(JsonConverter<T> converter)
    {
        if (!ComposedTypes.Knows<T>())
            Add(converter);
    }

    public static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"A tuple travels as a JSON array, but the value is a {reader.TokenType}.");
    }

    public static T Next<T>(ref Utf8JsonReader reader, JsonSerializerOptions options, int position, int arity)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            throw new JsonException($"The array ends before element {position} of the tuple of {arity}.");
        return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))!;
    }

    public static void End(ref Utf8JsonReader reader, int arity)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException($"The array has more elements than the tuple of {arity}.");
    }

    // Apart, so that only the first signature of a type makes a closure.
    private static void Add<T>(JsonConverter<T> converter) => ComposedTypes.Register<T>(o => Create(converter, o));

    public static void Write<T>(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}
