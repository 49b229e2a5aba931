using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>An outcome as <c>{"value": …}</c> or <c>{"failure": …}</c>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class OutcomeConverter<T> : JsonConverter<Outcome<T>>, IComposedConverter
{
    JsonTypeInfo IComposedConverter.CreateInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<Outcome<T>>(options, this);

    /// <inheritdoc/>
    public override Outcome<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            throw new JsonException("An outcome travels as an object with a value or a failure.");
        ArgumentNullException.ThrowIfNull(options);
        Outcome<T> outcome;
        if (reader.ValueTextEquals("value"u8))
        {
            reader.Read();
            outcome = JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))!;
        }
        else if (reader.ValueTextEquals("failure"u8))
        {
            reader.Read();
            outcome = JsonSerializer.Deserialize(ref reader, FailureJson.Default.TaskFailure)
                ?? throw new JsonException("The failure of an outcome is null.");
        }
        else
        {
            throw new JsonException("An outcome has neither a value nor a failure.");
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndObject
            ? outcome
            : throw new JsonException("An outcome has more than a value or a failure.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Outcome<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        writer.WriteStartObject();
        if (value.Failure is { } failure)
        {
            writer.WritePropertyName("failure"u8);
            JsonSerializer.Serialize(writer, failure, FailureJson.Default.TaskFailure);
        }
        else
        {
            writer.WritePropertyName("value"u8);
            JsonSerializer.Serialize(writer, value.Value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }

        writer.WriteEndObject();
    }
}
