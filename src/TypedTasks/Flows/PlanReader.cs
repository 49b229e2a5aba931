using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Flows;

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
        PlanNode? composed = null;
        var step = default(StepDraft);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("s"u8))
                composed = ReadNodes(ref reader, json) is { IsEmpty: false } items ? new SequenceNode(items) : composed;
            else if (reader.ValueTextEquals("g"u8))
                composed = new GroupNode(ReadNodes(ref reader, json));
            else if (reader.ValueTextEquals("p"u8))
                composed = new TupleNode(ReadNodes(ref reader, json));
            else if (reader.ValueTextEquals("e"u8))
                composed = reader.Read() ? new EachNode(ReadNode(ref reader, json)) : null;
            else if (reader.ValueTextEquals("pass"u8))
                composed = reader.TrySkip() ? PassNode.Instance : null;
            else
                step.ReadMember(ref reader, json);
        }

        return step.Task is not null ? step.ToNode()
            : composed ?? throw new FormatException("a node is neither step, sequence, group, tuple, each nor pass.");
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
