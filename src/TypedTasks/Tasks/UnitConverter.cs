using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Writes <see cref="Unit"/> as JSON null.</summary>
public sealed class UnitConverter : JsonConverter<Unit>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return Unit.Value;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNullValue();
    }
}
