using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Serialization;

/// <summary>An occurrence as an argument: <c>{"name": …, "localTime": "2026-03-29T02:30:00", "isSecond": false, "occurrence": …, "previous": …}</c>.</summary>
internal sealed class ScheduledRunConverter : JsonConverter<ScheduledRun>
{
    public override ScheduledRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        try
        {
            return new(
                json.GetProperty("name"u8).GetString() ?? throw new JsonException("The name of a scheduled run is missing."),
                DateTime.ParseExact(json.GetProperty("localTime"u8).GetString() ?? "", "s", CultureInfo.InvariantCulture),
                json.TryGetProperty("isSecond"u8, out var second) && second.GetBoolean(),
                json.GetProperty("occurrence"u8).GetDateTimeOffset(),
                json.TryGetProperty("previous"u8, out var previous) && previous.ValueKind != JsonValueKind.Null ? previous.GetDateTimeOffset() : null);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"It is no scheduled run: {e.Message}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, ScheduledRun value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, value.Name);
        writer.WriteString("localTime"u8, value.LocalTime.ToString("s", CultureInfo.InvariantCulture));
        if (value.IsSecond)
            writer.WriteBoolean("isSecond"u8, true);
        writer.WriteString("occurrence"u8, value.Occurrence);
        if (value.Previous is { } previous)
            writer.WriteString("previous"u8, previous);
        writer.WriteEndObject();
    }
}
