using System.Buffers;
using System.Text.Json;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Wire;

/// <summary>A message of an earlier generation in a later one: the same step with the same input, from its first attempt on.</summary>
internal static class CarriedMessage
{
    /// <exception cref="FlowFormatException">The message cannot be read.</exception>
    public static TaskMessage Create(TaskMessage message, int generation)
    {
        var envelope = EnvelopeReader.Read(message);
        var key = envelope.Key with { Generation = generation };
        return message with
        {
            Id = envelope.Kind switch
            {
                MessageKind.Step => MessageIds.Step(key, envelope.Path, 0),
                MessageKind.Limit => MessageIds.Limit(key, envelope.Path.Parent),

                // What began the wait may be carried over too, and what lets the next generation go on is owed when it decides.
                MessageKind.Wait => MessageIds.WaitAgain(key, envelope.Path),
                MessageKind.WaitLimit => MessageIds.Limit(key, envelope.Path),
                _ => MessageIds.FanOut(key, envelope.Path, envelope.Cursor),
            },
            Attempt = 0,
            Deferral = 0,
            FirstArrivedAt = null,
            HandBacks = 0,
            Deliveries = 0,
            HasStart = false,
            Body = Rewrite(message.Body, key),
        };
    }

    // Member by member, so that what this version does not know of travels on.
    private static byte[] Rewrite(ReadOnlyMemory<byte> body, FlowKey key)
    {
        var buffer = new ArrayBufferWriter<byte>(body.Length + 16);
        using var json = new Utf8JsonWriter(buffer, new() { SkipValidation = true });
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        json.WriteStartObject();
        json.WriteNumber("v"u8, Envelope.Version);
        json.WriteString("flow"u8, key.FlowId);
        json.WriteNumber("gen"u8, key.Generation);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = reader.ValueTextEquals("v"u8) || reader.ValueTextEquals("flow"u8)
                || reader.ValueTextEquals("gen"u8) || reader.ValueTextEquals("attempt"u8)
                || reader.ValueTextEquals("expires"u8) || reader.ValueTextEquals("started"u8)
                || reader.ValueTextEquals("deferrals"u8);
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isNew)
                continue;
            json.WritePropertyName(name);
            json.WriteRawValue(body.Span[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
