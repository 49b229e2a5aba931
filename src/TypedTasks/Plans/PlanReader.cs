using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>
/// Reads a plan as docs/wire.md says, in one pass; arguments stay slices of it. Messages come from outside: everything is checked.
/// </summary>
internal static class PlanReader
{
    private const int MaxDepth = 512;

    public static PlanNode Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var plan = ReadNode(ref reader, json);
            return reader.Read() ? throw new JsonException("something follows it.") : plan;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new FlowFormatException($"The plan of the flow cannot be read: {e.Message}", e);
        }
    }

    private static PlanNode ReadNode(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("a node is not an object.");
        var draft = default(NodeDraft);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("s"u8))
                draft.Sequence = ReadNodes(ref reader, json);
            else if (reader.ValueTextEquals("g"u8))
                draft.Group = ReadNodes(ref reader, json);
            else if (reader.ValueTextEquals("p"u8))
                draft.Tuple = ReadNodes(ref reader, json);
            else if (reader.ValueTextEquals("f"u8))
                draft.First = ReadNodes(ref reader, json);
            else if (reader.ValueTextEquals("e"u8))
                draft.Each = ReadChild(ref reader, json);
            else if (reader.ValueTextEquals("x"u8))
                draft.Body = ReadChild(ref reader, json);
            else if (reader.ValueTextEquals("recover"u8))
                draft.Handler = ReadChild(ref reader, json);
            else if (reader.ValueTextEquals("onError"u8))
                draft.OnError = ReadChild(ref reader, json);
            else if (reader.ValueTextEquals("onSuccess"u8))
                draft.OnSuccess = ReadChild(ref reader, json);
            else if (reader.ValueTextEquals("undo"u8))
                draft.Compensation = ReadChild(ref reader, json);
            else
                draft.ReadMember(ref reader, json);
        }

        return draft.ToNode();
    }

    private static PlanNode ReadChild(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        return ReadNode(ref reader, json);
    }

    private static ImmutableArray<PlanNode> ReadNodes(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("the nodes of a composition are not an array.");
        var nodes = ImmutableArray.CreateBuilder<PlanNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            nodes.Add(ReadNode(ref reader, json));
        return nodes.DrainToImmutable();
    }
}
