using System.Text.Json;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Engine;

/// <summary>What each member of a join takes: the same input for written members, one element or chunk each under <c>Each</c>.</summary>
internal readonly struct Elements
{
    private readonly FlowValue shared;
    private readonly IReadOnlyList<FlowValue>? each;
    private readonly int first;

    private Elements(int total, FlowValue shared, IReadOnlyList<FlowValue>? each, int first)
    {
        Total = total;
        this.shared = shared;
        this.each = each;
        this.first = first;
    }

    /// <summary>How many members there are in all.</summary>
    public int Total { get; }

    /// <summary>Whether the input of a member is at hand.</summary>
    public bool Has(int index) => each is null ? index < Total : index >= first && index < first + each.Count;

    public FlowValue this[int index] => each is null ? shared : each[index - first];

    public static Elements Shared(int total, FlowValue input) => new(total, input, null, 0);

    /// <summary>A window of the inputs of the members.</summary>
    public static Elements Window(int total, int first, IReadOnlyList<FlowValue> elements) => new(total, default, elements, first);

    /// <summary>The same, some of them held otherwise.</summary>
    public Elements With(IReadOnlyDictionary<int, FlowValue> others)
    {
        var copy = each!.ToArray();
        foreach (var (index, value) in others)
            copy[index - first] = value;
        return Window(Total, first, copy);
    }

    /// <summary>Reads them where they are at hand; false where the list must be fetched from the store first.</summary>
    public static bool TryRead(PlanNode node, FlowValue input, out Elements elements)
    {
        if (node.Elements is not { } rule)
        {
            elements = Shared(node.Children.Length, input);
            return true;
        }

        if (input.Kind == ValueKind.Inline)
        {
            elements = Whole(rule, Read(input.Json));
            return true;
        }

        elements = default;
        return false;
    }

    /// <summary>All elements of a list, in chunks where the node asks for them.</summary>
    public static Elements Whole(ElementRule node, IReadOnlyList<FlowValue> list)
    {
        var members = node.ChunkSize == 0 ? list : [.. list.Chunk(node.ChunkSize).Select(Join)];
        return Window(members.Count, 0, members);
    }

    /// <summary>Elements that are here as one list.</summary>
    public static FlowValue Join(IReadOnlyList<FlowValue> elements)
    {
        var buffer = JsonBuffer.Rent();
        buffer.Writer.WriteStartArray();
        foreach (var element in elements)
            buffer.Writer.WriteRawValue(element.Json.Span, skipInputValidation: true);
        buffer.Writer.WriteEndArray();
        return FlowValue.Inline(buffer.ToArrayAndReturn());
    }

    /// <exception cref="TaskArgumentException">The value is not a list.</exception>
    public static IReadOnlyList<FlowValue> Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new TaskArgumentException($"Each() needs a list, but what arrived is a {reader.TokenType}.");
        var elements = new List<FlowValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(FlowValue.Inline(json[start..(int)reader.BytesConsumed]));
        }

        return elements;
    }
}
