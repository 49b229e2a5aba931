using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>A character as the serializer writes it, but for half of a surrogate pair, in whose place it would put another.</summary>
internal sealed class WholeCharacter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonMetadataServices.CharConverter.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        JsonMetadataServices.CharConverter.Write(writer, Checked(value), options);

    public override char ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonMetadataServices.CharConverter.ReadAsPropertyName(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        JsonMetadataServices.CharConverter.WriteAsPropertyName(writer, Checked(value), options);

    private static char Checked(char value) =>
        char.IsSurrogate(value) ? throw new InvalidOperationException("a character is half of a surrogate pair, which no encoding carries: pass the text, or a Rune's value.") : value;
}
