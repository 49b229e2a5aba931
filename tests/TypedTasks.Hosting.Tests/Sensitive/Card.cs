using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Hosting.Tests.Sensitive;

/// <summary>A value whose converter quotes what it cannot read or write.</summary>
[JsonConverter(typeof(Converter))]
public sealed record Card(string Number)
{
    internal sealed class Converter : JsonConverter<Card>
    {
        public override Card Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && text.StartsWith('4') ? new(text) : throw new InvalidOperationException($"{reader.GetString()} is no card");

        public override void Write(Utf8JsonWriter writer, Card value, JsonSerializerOptions options)
        {
            if (value.Number.Length > 16)
                throw new InvalidOperationException($"{value.Number} is too long");
            writer.WriteStringValue(value.Number);
        }
    }
}
