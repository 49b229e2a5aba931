using System.Collections.Immutable;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A node of a plan while its members are read, in whatever order they come.</summary>
internal struct NodeDraft
{
    private StepDraft step;
    private NodeTag.Name? list;
    private NodeTag.Name? first;
    private NodeTag.Name? second;
    private bool isPass;
    private bool isSettled;
    private bool absorbs;
    private int chunk;
    private int most;
    private TimeSpan? within;
    private string? awaited;
    private string? waitKey;
    private bool isKeyed;
    private RawValue? otherwise;

    public ImmutableArray<PlanNode> List { get; private set; }

    public PlanNode? First { get; private set; }

    public PlanNode? Second { get; private set; }

    public string? RecordedAt { get; private set; }

    public RawValue? Given { get; private set; }

    public readonly ElementRule Elements => new(chunk, most, isSettled);

    public readonly TimeLimit? Limit => within is not null || step.Options?.Expiry is not null
        ? new(within, step.Options?.Expiry, step.Options?.Delay, step.Options?.At)
        : null;

    public readonly WaitRule? Wait => awaited is null ? null : WaitRule.Read(awaited, waitKey, isKeyed, within, otherwise);

    public void Add(NodeTag.Name name, ImmutableArray<PlanNode> nodes) => (list, List) = (name, nodes);

    public void AddFirst(NodeTag.Name name, PlanNode node) => (first, First) = (name, node);

    public void AddSecond(NodeTag.Name name, PlanNode node) => (second, Second) = (name, node);

    /// <summary>Reads the member that the reader has come to; what is not known is passed over.</summary>
    public void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.ValueTextEquals("pass"u8))
            isPass = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("settled"u8))
            isSettled = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("absorbs"u8))
            absorbs = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("chunk"u8))
            chunk = Positive(ref reader);
        else if (reader.ValueTextEquals("most"u8))
            most = Positive(ref reader);
        else if (reader.ValueTextEquals("within"u8))
            within = reader.Read() ? TimeSpan.FromMilliseconds(reader.GetDouble()) : null;
        else if (reader.ValueTextEquals("wait"u8))
            awaited = reader.Read() ? reader.GetString() : null;
        else if (reader.ValueTextEquals("waitKey"u8))
            waitKey = reader.Read() ? reader.GetString() : null;
        else if (reader.ValueTextEquals("keyed"u8))
            isKeyed = reader.Read() && reader.GetBoolean();
        else if (reader.ValueTextEquals("else"u8))
            otherwise = ReadValue(ref reader, json);
        else if (reader.ValueTextEquals("value"u8))
            Given = ReadValue(ref reader, json);
        else if (reader.ValueTextEquals("recorded"u8))
            RecordedAt = reader.Read() ? reader.GetString() : null;
        else
            step.ReadMember(ref reader, json);
    }

    public readonly PlanNode ToNode() => TagOf().Create(this);

    public readonly StepCall ToCall() => step.ToCall();

    public readonly ImmutableArray<PlanNode> NotEmpty() => List.IsEmpty ? throw NoKind() : List;

    public readonly PlanNode Settle(PlanNode node) => isSettled ? node.WithOutcomes() : node;

    public readonly PlanNode ToSequence()
    {
        if (!absorbs)
            return PlanNode.Sequence(NotEmpty());
        return List.Length == 1 && Carriers.EndsSettled(List[0])
            ? new AbsorbNode(List[0])
            : throw new FormatException("a node that absorbs failures does not end with a settled group.");
    }

    private readonly NodeTag TagOf()
    {
        if (step.Name is not null)
            return NodeTag.Step;
        foreach (var tag in NodeTag.Composed)
        {
            if ((tag.List ?? tag.First) is { } name && (name == list || name == first) && (tag.Second is null || tag.Second == second))
                return tag;
        }

        return isPass ? NodeTag.Pass
            : awaited is not null ? NodeTag.Wait
            : RecordedAt is not null ? NodeTag.Recorded
            : Given is not null ? NodeTag.Value
            : throw NoKind();
    }

    private static RawValue ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(json[start..(int)reader.BytesConsumed]);
    }

    private static FormatException NoKind() => new("a node is neither step, sequence, group, tuple, each, scope, wait, value nor pass.");

    private static int Positive(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32() is > 0 and var number ? number : throw new FormatException("a number is not positive.");
    }
}
