// Made from build/arity/TupleConverter.template by ArityTests; change that.
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Writes a tuple of 2 as a JSON array, the form in which results of parallel members travel.</summary>
/// <typeparam name="T1">Element 1.</typeparam>
/// <typeparam name="T2">Element 2.</typeparam>
public sealed class TupleConverter<T1, T2> : JsonConverter<(T1, T2)>, IComposedConverter
{
    JsonTypeInfo IComposedConverter.CreateInfo(JsonSerializerOptions options) => TupleJson.Create(this, options);

    /// <inheritdoc/>
    public override (T1, T2) Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        TupleJson.Begin(ref reader);
        var item1 = TupleJson.Next<T1>(ref reader, options, 1, 2);
        var item2 = TupleJson.Next<T2>(ref reader, options, 2, 2);
        TupleJson.End(ref reader, 2);
        return (item1, item2);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, (T1, T2) value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        TupleJson.Write(writer, value.Item1, options);
        TupleJson.Write(writer, value.Item2, options);
        writer.WriteEndArray();
    }
}
