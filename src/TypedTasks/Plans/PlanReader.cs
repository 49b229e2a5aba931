using System.Collections.Immutable;
using System.Text.Json;
using TypedTasks.Security;

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
            throw ProtectedForm.IsProtected(json.Span)
                ? FlowFormatException.Protected("The plan of the flow")
                : new FlowFormatException($"The plan of the flow cannot be read: {e.Message}", e);
        }
    }

    private static PlanNode ReadNode(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("a node is not an object.");
        var draft = default(NodeDraft);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadChildren(ref reader, json, ref draft))
                draft.ReadMember(ref reader, json);
        }

        return draft.ToNode();
    }

    private static bool ReadChildren(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ref NodeDraft draft)
    {
        foreach (var tag in NodeTag.Composed)
        {
            if (tag.List is { } list && reader.ValueTextEquals(list.Utf8))
                draft.Add(list, ReadNodes(ref reader, json));
            else if (tag.Second is { } second && reader.ValueTextEquals(second.Utf8))
                draft.AddSecond(second, ReadChild(ref reader, json));
            else if (tag.First is { } first && reader.ValueTextEquals(first.Utf8))
                draft.AddFirst(first, ReadChild(ref reader, json));
            else
                continue;
            return true;
        }

        return false;
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
