using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>Arguments as they travel: one JSON object.</summary>
internal sealed class RawArguments(ReadOnlyMemory<byte> json) : IArgumentSource
{
    public static readonly RawArguments None = new("{}"u8.ToArray());

    public ReadOnlyMemory<byte> Json => json;

    public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            writer.WritePropertyName(reader.ValueSpan);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            writer.WriteRawValue(json.Span[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }
    }
}
