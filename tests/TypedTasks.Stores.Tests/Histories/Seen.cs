using System.Text.Json;
using System.Text.Json.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>What is seen of a store, as text.</summary>
internal static class Seen
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter(), new Utf8Converter() } };

    public static string Of(StoreOperation operation)
    {
        var result = operation.GetType().GetProperty("Result")?.GetValue(operation);
        return Of(result);
    }

    public static string Of(object? value) => value is null ? "null" : JsonSerializer.Serialize(value, value.GetType(), Options);

    // Bodies are JSON: people want to read them.
    private sealed class Utf8Converter : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Span);
    }
}
