using System.Text.Json;
using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>Writes the body of a message as docs/wire.md says.</summary>
internal static class EnvelopeWriter
{
    public static byte[] Write(Place place, int attempt, int? cursor, FlowValue input)
    {
        var buffer = JsonBuffer.Rent();
        var json = buffer.Writer;
        var flow = place.Flow;

        json.WriteStartObject();
        json.WriteNumber("v"u8, Envelope.Version);
        json.WriteString("flow"u8, flow.Key.FlowId);
        if (flow.Key.Generation > 0)
            json.WriteNumber("gen"u8, flow.Key.Generation);
        if (flow.Stored)
            json.WriteBoolean("stored"u8, true);
        if (flow.Plan.IsInline)
        {
            json.WritePropertyName("plan"u8);
            json.WriteRawValue(flow.Plan.Json.Span, skipInputValidation: true);
        }
        else
        {
            json.WriteString("planHash"u8, flow.Plan.Hash);
        }

        if (!place.Path.IsRoot)
            json.WriteString("path"u8, place.Path.Text);
        if (attempt > 0)
            json.WriteNumber("attempt"u8, attempt);
        if (cursor is { } c)
            json.WriteNumber("cursor"u8, c);
        WriteSizes(json, place);
        WriteInput(json, input);
        json.WriteEndObject();
        return buffer.ToArrayAndReturn();
    }

    private static void WriteSizes(Utf8JsonWriter json, Place place)
    {
        if (place.Sizes.IsEmpty)
            return;
        json.WriteStartArray("sizes"u8);
        foreach (var size in place.Sizes)
            json.WriteNumberValue(size);
        json.WriteEndArray();
    }

    private static void WriteInput(Utf8JsonWriter json, FlowValue input)
    {
        switch (input.Kind)
        {
            case ValueKind.Inline:
                json.WritePropertyName("in"u8);
                json.WriteRawValue(input.Json.Span, skipInputValidation: true);
                break;
            case ValueKind.Stored:
                json.WriteString("inStored"u8, input.Path);
                break;
            case ValueKind.Joined:
                json.WriteString("inJoined"u8, input.Path);
                json.WriteNumber("inCount"u8, input.Count);
                break;
        }
    }
}
