using System.Collections.Immutable;
using System.Text.Json;
using TypedTasks.Plans;
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
            throw new FlowFormatException(
                $"The body of the message is not a TypedTasks message ({e.Message.TrimEnd('.')}). "
                + "docs/wire.md describes the form; is another application sending to this queue?",
                e);
        }
    }

    private static Envelope Read(ReadOnlyMemory<byte> body, string defaultFlowId)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 512 });
        var draft = new Draft { FlowId = defaultFlowId, Shape = ValueKind.Joined, Sizes = [] };
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("it is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader, body, ref draft);

        if (!FlowIds.IsValid(draft.FlowId))
            throw new FormatException("the flow id has another form");
        if (draft.Plan.IsEmpty && draft.PlanHash is null)
            throw new FormatException("it names no plan");
        return new Envelope
        {
            Key = new FlowKey(draft.FlowId, draft.Generation),
            Stored = draft.Stored,
            Plan = draft.Plan,
            PlanHash = draft.PlanHash,
            Path = draft.Path,
            Attempt = draft.Attempt,
            Cursor = draft.Cursor,
            Stop = draft.Stop,
            IsLimit = draft.IsLimit,
            ExpiresAt = draft.ExpiresAt,
            Deferrals = draft.Deferrals,
            HasStart = draft.HasStart,
            Sizes = draft.Sizes,
            Input = draft.Joined is { } join ? new(draft.Shape, default, join, draft.Count)
                : draft.StoredAt is { } path ? FlowValue.Stored(path)
                : draft.Input.IsEmpty ? FlowValue.None
                : FlowValue.Inline(draft.Input),
        };
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ref Draft draft)
    {
        if (reader.ValueTextEquals("in"u8))
            draft.Input = Raw(ref reader, body);
        else if (reader.ValueTextEquals("plan"u8))
            draft.Plan = Raw(ref reader, body);
        else if (reader.ValueTextEquals("flow"u8))
            draft.FlowId = Text(ref reader);
        else if (reader.ValueTextEquals("stored"u8))
            draft.Stored = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("path"u8))
            draft.Path = StepPath.Parse(Text(ref reader));
        else if (reader.ValueTextEquals("v"u8))
            CheckVersion(Number(ref reader));
        else if (reader.ValueTextEquals("planHash"u8))
            draft.PlanHash = Text(ref reader);
        else if (reader.ValueTextEquals("attempt"u8))
            draft.Attempt = Number(ref reader);
        else if (reader.ValueTextEquals("cursor"u8))
            draft.Cursor = Number(ref reader);
        else if (reader.ValueTextEquals("stop"u8))
            draft.Stop = Number(ref reader);
        else if (reader.ValueTextEquals("limit"u8))
            draft.IsLimit = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("deferrals"u8))
            draft.Deferrals = Number(ref reader);
        else if (reader.ValueTextEquals("started"u8))
            draft.HasStart = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("expires"u8))
            draft.ExpiresAt = reader.Read() ? reader.GetDateTimeOffset() : null;
        else if (reader.ValueTextEquals("inShape"u8))
            draft.Shape = JoinShapes.Kind(Text(ref reader));
        else if (reader.ValueTextEquals("sizes"u8))
            draft.Sizes = ReadSizes(ref reader);
        else if (reader.ValueTextEquals("inJoined"u8))
            draft.Joined = StepPath.Parse(Text(ref reader)).Text;
        else if (reader.ValueTextEquals("inCount"u8))
            draft.Count = Number(ref reader);
        else if (reader.ValueTextEquals("inStored"u8))
            draft.StoredAt = StepPath.Parse(Text(ref reader)).Text;
        else if (reader.ValueTextEquals("gen"u8))
            draft.Generation = Number(ref reader);
        else
            reader.Skip();
    }

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

    private struct Draft
    {
        public string FlowId;
        public int Generation;
        public bool Stored;
        public ReadOnlyMemory<byte> Plan;
        public string? PlanHash;
        public StepPath Path;
        public int Attempt;
        public int? Cursor;
        public int? Stop;
        public bool IsLimit;
        public DateTimeOffset? ExpiresAt;
        public int Deferrals;
        public bool HasStart;
        public ValueKind Shape;
        public ImmutableArray<int> Sizes;
        public ReadOnlyMemory<byte> Input;
        public string? Joined;
        public string? StoredAt;
        public int Count;
    }
}
