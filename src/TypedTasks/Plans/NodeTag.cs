using System.Text;
using System.Text.Json;
using TypedTasks.Paths;

namespace TypedTasks.Plans;

/// <summary>The members of the JSON object that is a node, by which a reader knows its kind: docs/wire.md.</summary>
internal sealed class NodeTag
{
    // A draft compares names by reference, so each is made once.
    private static readonly Name Scope = new("x");
    private static readonly Name Items = new("s");

    public static readonly NodeTag Step = new(null, null, null, static d => PlanNode.Of(d.ToCall()));
    public static readonly NodeTag Pass = new(null, null, null, static _ => PlanNode.Pass);
    public static readonly NodeTag Value = new(null, null, null, static d => PlanNode.Yield(d.Given!));
    public static readonly NodeTag Wait = new(null, null, null, static d => PlanNode.Await(d.Wait!));
    public static readonly NodeTag Recorded = new(null, null, null, static d => PlanNode.RecordedAt(StepPath.Parse(d.RecordedAt!)));
    public static readonly NodeTag Sequence = new(Items, null, null, static d => d.ToSequence());

    // To a worker of before it, it is a sequence of one: then failures climb as they did.
    public static readonly NodeTag Absorb = new(Items, null, null, static d => d.ToSequence());
    public static readonly NodeTag Group = new(new("g"), null, null, static d => d.Settle(PlanNode.Group(d.List)));
    public static readonly NodeTag Tuple = new(new("p"), null, null, static d => d.Settle(PlanNode.Tuple(d.List.AsSpan())));
    public static readonly NodeTag FirstOf = new(new("f"), null, null, static d => PlanNode.FirstOf(d.NotEmpty()));
    public static readonly NodeTag Each = new(null, new("e"), null, static d => d.First!.ForEach(d.Elements));
    public static readonly NodeTag Recover = new(null, Scope, new("recover"), static d => d.First!.RecoveredBy(d.Second!));
    public static readonly NodeTag OnError = new(null, Scope, new("onError"), static d => d.First!.WithBranch(d.Second!, onFailure: true));
    public static readonly NodeTag OnSuccess = new(null, Scope, new("onSuccess"), static d => d.First!.WithBranch(d.Second!, onFailure: false));
    public static readonly NodeTag Undo = new(null, Scope, new("undo"), static d => d.First!.CompensatedBy(d.Second!));
    public static readonly NodeTag Limit = new(null, Scope, null, static d => d.Limit is { } limit ? d.First!.Within(limit) : d.First!.AsOutcome());
    public static readonly NodeTag Settled = Limit;

    /// <summary>The tags with children, those with more members first.</summary>
    public static readonly NodeTag[] Composed = [Sequence, Group, Tuple, FirstOf, Each, Recover, OnError, OnSuccess, Undo, Limit];

    private NodeTag(Name? list, Name? first, Name? second, Func<NodeDraft, PlanNode> create) =>
        (List, First, Second, Create) = (list, first, second, create);

    /// <summary>The member that holds its children as an array, or null.</summary>
    public Name? List { get; }

    /// <summary>The member that holds its first child, or null.</summary>
    public Name? First { get; }

    /// <summary>The member that holds its second child, or null.</summary>
    public Name? Second { get; }

    /// <summary>Makes the node of what was read.</summary>
    /// <exception cref="FormatException">It does not have the form.</exception>
    public Func<NodeDraft, PlanNode> Create { get; }

    /// <summary>The name of a member, ready to be written and compared.</summary>
    internal sealed class Name(string text)
    {
        public JsonEncodedText Text { get; } = JsonEncodedText.Encode(text);

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);
    }
}
