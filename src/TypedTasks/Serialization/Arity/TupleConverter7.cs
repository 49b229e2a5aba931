// Made from build/arity/TupleConverter.template by ArityTests; change that.
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Writes a tuple of 7 as a JSON array, the form in which results of parallel members travel.</summary>
/// <typeparam name="T1">Element 1.</typeparam>
/// <typeparam name="T2">Element 2.</typeparam>
/// <typeparam name="T3">Element 3.</typeparam>
/// <typeparam name="T4">Element 4.</typeparam>
/// <typeparam name="T5">Element 5.</typeparam>
/// <typeparam name="T6">Element 6.</typeparam>
/// <typeparam name="T7">Element 7.</typeparam>
public sealed class TupleConverter<T1, T2, T3, T4, T5, T6, T7> : JsonConverter<(T1, T2, T3, T4, T5, T6, T7)>, IComposedConverter
{
    JsonTypeInfo IComposedConverter.CreateInfo(JsonSerializerOptions options) => TupleJson.Create(this, options);

    /// <inheritdoc/>
    public override (T1, T2, T3, T4, T5, T6, T7) Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        TupleJson.Begin(ref reader);
        var item1 = TupleJson.Next<T1>(ref reader, options, 1, 7);
        var item2 = TupleJson.Next<T2>(ref reader, options, 2, 7);
        var item3 = TupleJson.Next<T3>(ref reader, options, 3, 7);
        var item4 = TupleJson.Next<T4>(ref reader, options, 4, 7);
        var item5 = TupleJson.Next<T5>(ref reader, options, 5, 7);
        var item6 = TupleJson.Next<T6>(ref reader, options, 6, 7);
        var item7 = TupleJson.Next<T7>(ref reader, options, 7, 7);
        TupleJson.End(ref reader, 7);
        return (item1, item2, item3, item4, item5, item6, item7);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, (T1, T2, T3, T4, T5, T6, T7) value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        TupleJson.Write(writer, value.Item1, options);
        TupleJson.Write(writer, value.Item2, options);
        TupleJson.Write(writer, value.Item3, options);
        TupleJson.Write(writer, value.Item4, options);
        TupleJson.Write(writer, value.Item5, options);
        TupleJson.Write(writer, value.Item6, options);
        TupleJson.Write(writer, value.Item7, options);
        writer.WriteEndArray();
    }
}
