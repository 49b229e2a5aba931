using System.Text.Json;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Storage;

namespace TypedTasks.Wire;

/// <summary>Writes the body of a message as docs/wire.md says.</summary>
internal static class EnvelopeWriter
{
    /// <summary>Writes what a message says; flow, plan and place come from the place.</summary>
    public static byte[] Write(Place place, Envelope envelope)
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
        if (flow is { Stored: true, Store: { } store })
            json.WriteString("store"u8, store);
        if (flow.IsKept)
            json.WriteBoolean("kept"u8, true);
        if (flow.Key.Seal is { Nonce: { Length: > 0 } nonce })
            json.WriteString("nonce"u8, nonce);
        if (flow.Plan.IsInline)
        {
            json.WritePropertyName("plan"u8);
            json.WriteRawValue(flow.Plan.Json.Span, skipInputValidation: true);
        }
        else
        {
            json.WriteString("planHash"u8, flow.Plan.Hash);
        }

        if (place.Path.Text.Length > 0)
            json.WriteString("path"u8, place.Path.Text);
        if (envelope.Attempt > 0)
            json.WriteNumber("attempt"u8, envelope.Attempt);
        if (envelope.Postponements > 0)
            json.WriteNumber("postponed"u8, envelope.Postponements);
        if (envelope.Kind is MessageKind.FanOut or MessageKind.Compensations)
            json.WriteNumber("cursor"u8, envelope.Cursor);
        if (envelope.Stop is { } stop)
            json.WriteNumber("stop"u8, stop);
        if (envelope.Kind == MessageKind.Limit)
            json.WriteBoolean("limit"u8, true);
        if (envelope.Kind is MessageKind.Wait or MessageKind.WaitLimit)
            json.WriteString("wait"u8, envelope.Kind == MessageKind.Wait ? "decided"u8 : "over"u8);
        if (envelope.ExpiresAt is { } expiresAt)
            json.WriteString("expires"u8, expiresAt.ToUniversalTime());
        if (envelope.Deferrals > 0)
            json.WriteNumber("deferrals"u8, envelope.Deferrals);
        if (envelope.HasStart)
            json.WriteBoolean("started"u8, true);
        WriteSizes(json, place);
        WriteInput(json, envelope.Input);
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
            case ValueKind.Inline when ProtectedForm.IsProtected(input.Json.Span):
                throw FlowFormatException.Protected("A value that goes on to the next step");
            case ValueKind.Inline:
                json.WritePropertyName("in"u8);
                json.WriteRawValue(input.Json.Span, skipInputValidation: true);
                break;
            case ValueKind.Stored:
                json.WriteString("inStored"u8, input.Path);
                break;
            case ValueKind.None:
                break;
            default:
                json.WriteString("inJoined"u8, input.Path);
                json.WriteNumber("inCount"u8, input.Count);
                if (input.Kind != ValueKind.Joined)
                    json.WriteString("inShape"u8, JoinShapes.Name(input.Kind));
                break;
        }
    }
}
