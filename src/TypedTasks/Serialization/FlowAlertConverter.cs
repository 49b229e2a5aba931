using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Serialization;

/// <summary>An alert as an argument: its members by their names, <c>kind</c> as a word; what is null is left out.</summary>
internal sealed class FlowAlertConverter : JsonConverter<FlowAlert>
{
    public override FlowAlert Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        try
        {
            return new(
                Enum.TryParse<AlertKind>(Text(json, "kind"), ignoreCase: true, out var kind) ? kind : throw new JsonException("The kind of an alert is none of failed, late and quiet."),
                Text(json, "flowId") ?? throw new JsonException("The flow of an alert is missing."),
                Text(json, "flowName"),
                Text(json, "fingerprint") ?? "",
                Text(json, "text") ?? "",
                json.GetProperty("at"u8).GetDateTimeOffset(),
                json.GetProperty("count"u8).GetInt32())
            {
                ErrorType = Text(json, "errorType"),
                Task = Text(json, "task"),
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"It is no alert: {e.Message}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, FlowAlert value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, value.Kind.Word());
        writer.WriteString("flowId"u8, value.FlowId);
        Write(writer, "flowName", value.FlowName);
        writer.WriteString("fingerprint"u8, value.Fingerprint);
        writer.WriteString("text"u8, value.Text);
        writer.WriteString("at"u8, value.At);
        writer.WriteNumber("count"u8, value.Count);
        Write(writer, "errorType", value.ErrorType);
        Write(writer, "task", value.Task);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
