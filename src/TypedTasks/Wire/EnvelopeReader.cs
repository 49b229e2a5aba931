using System.Collections.Immutable;
using System.Text.Json;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Wire;

/// <summary>Reads the body of a message as docs/wire.md says. Messages come from outside: everything is checked.</summary>
internal static class EnvelopeReader
{
    /// <exception cref="FlowFormatException">The body does not have the form.</exception>
    public static Envelope Read(TaskMessage message)
    {
        try
        {
            return Read(message.Body, message.FlowId.Length > 0 ? message.FlowId : message.Id);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw ProtectedForm.IsProtected(message.Body.Span) ? FlowFormatException.Protected("The body of the message") : new FlowFormatException(
                $"The body of the message is not a TypedTasks message ({e.Message.TrimEnd('.')}). "
                + "docs/wire.md describes the form; is another application sending to this queue?",
                e);
        }
    }

    private static Envelope Read(ReadOnlyMemory<byte> body, string defaultFlowId)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 512 });
        var envelope = new Envelope { Key = new(defaultFlowId, 0) };
        var joined = new JoinedInput { Shape = ValueKind.Joined };
        var nonce = "";
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("it is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("nonce"u8))
                nonce = Text(ref reader);
            else
                ReadMember(ref reader, body, envelope, ref joined);
        }

        if (!FlowIds.IsValid(envelope.Key.FlowId))
            throw new FormatException("the flow id has another form");
        if (envelope.Plan.IsEmpty && envelope.PlanHash is null)
            throw new FormatException("it names no plan");
        if (envelope.Stored)
            envelope.Key = envelope.Key with { Seal = new(nonce, nonce.Length == 0 ? "" : envelope.PlanHash ?? PlanReference.HashOf(envelope.Plan)) };
        if (envelope.Kind == MessageKind.FanOut && envelope.Path.Text is [StepPath.CompensationLevel])
            envelope.Kind = MessageKind.Compensations;
        if (joined.Path is { } path)
            envelope.Input = new(joined.Shape, default, path, joined.Count);
        return envelope;
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, Envelope envelope, ref JoinedInput joined)
    {
        if (reader.ValueTextEquals("in"u8))
            envelope.Input = Inline(Raw(ref reader, body), envelope.Input);
        else if (reader.ValueTextEquals("plan"u8))
            envelope.Plan = Raw(ref reader, body);
        else if (reader.ValueTextEquals("flow"u8))
            envelope.Key = envelope.Key with { FlowId = Text(ref reader) };
        else if (reader.ValueTextEquals("stored"u8))
            envelope.Stored = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("store"u8))
            envelope.Store = Text(ref reader);
        else if (reader.ValueTextEquals("kept"u8))
            envelope.IsKept = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("path"u8))
            envelope.Path = StepPath.Parse(Text(ref reader));
        else if (reader.ValueTextEquals("v"u8))
            CheckVersion(Number(ref reader));
        else if (reader.ValueTextEquals("planHash"u8))
            envelope.PlanHash = Text(ref reader);
        else if (reader.ValueTextEquals("attempt"u8))
            envelope.Attempt = Number(ref reader);
        else if (reader.ValueTextEquals("postponed"u8))
            envelope.Postponements = Number(ref reader);
        else if (reader.ValueTextEquals("cursor"u8))
            (envelope.Kind, envelope.Cursor) = (MessageKind.FanOut, Number(ref reader));
        else if (reader.ValueTextEquals("stop"u8))
            envelope.Stop = Number(ref reader);
        else if (reader.ValueTextEquals("limit"u8))
            envelope.Kind = reader.Read() && reader.GetBoolean() ? MessageKind.Limit : envelope.Kind;
        else if (reader.ValueTextEquals("wait"u8))
            envelope.Kind = ReadWait(ref reader);
        else if (reader.ValueTextEquals("deferrals"u8))
            envelope.Deferrals = Number(ref reader);
        else if (reader.ValueTextEquals("started"u8))
            envelope.HasStart = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("expires"u8))
            envelope.ExpiresAt = reader.Read() ? reader.GetDateTimeOffset() : null;
        else if (reader.ValueTextEquals("inShape"u8))
            joined.Shape = JoinShapes.Kind(Text(ref reader));
        else if (reader.ValueTextEquals("sizes"u8))
            envelope.Sizes = ReadSizes(ref reader);
        else if (reader.ValueTextEquals("inJoined"u8))
            joined.Path = StepPath.Parse(Text(ref reader)).Text;
        else if (reader.ValueTextEquals("inCount"u8))
            joined.Count = Number(ref reader);
        else if (reader.ValueTextEquals("inStored"u8))
            envelope.Input = FlowValue.Stored(StepPath.Parse(Text(ref reader)).Text);
        else if (reader.ValueTextEquals("gen"u8))
            envelope.Key = envelope.Key with { Generation = Number(ref reader) };
        else
            reader.Skip();
    }

    private static MessageKind ReadWait(ref Utf8JsonReader reader) => Text(ref reader) switch
    {
        "decided" => MessageKind.Wait,
        "over" => MessageKind.WaitLimit,
        var other => throw new FormatException($"it says '{other}' of a wait"),
    };

    // A message that has both names the store: what lies there was recorded.
    private static FlowValue Inline(ReadOnlyMemory<byte> json, FlowValue known) =>
        known.Kind == ValueKind.Stored ? known : FlowValue.Inline(json);

    private static void CheckVersion(int version)
    {
        if (version != Envelope.Version)
            throw new FormatException($"it has version {version}, this worker reads version {Envelope.Version}");
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? throw new JsonException("a text is null");
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        var number = reader.GetInt32();
        return number >= 0 ? number : throw new JsonException("a number is negative");
    }

    private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }

    private static ImmutableArray<int> ReadSizes(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("sizes is not an array");
        var sizes = ImmutableArray.CreateBuilder<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            sizes.Add(reader.GetInt32());
        return sizes.ToImmutable();
    }

    private struct JoinedInput
    {
        public ValueKind Shape;
        public string? Path;
        public int Count;
    }
}
