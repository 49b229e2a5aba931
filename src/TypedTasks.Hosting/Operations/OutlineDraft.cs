using TypedTasks.Operations;
using TypedTasks.Paths;
using TypedTasks.Plans;

namespace TypedTasks.Hosting.Operations;

/// <summary>A node of an outline before it is known where it stands.</summary>
/// <param name="node">The node of the plan.</param>
/// <param name="path">Its place; null where it has none of its own.</param>
internal sealed class OutlineDraft(PlanNode node, StepPath? path)
{
    public PlanNode Node => node;

    public StepPath? Path => path;

    /// <summary>Whether it is one node for many members; then its one child says what each of them is made of.</summary>
    public bool IsMany { get; } = node.Elements is not null || ((node.Tag == NodeTag.Group || node.Tag == NodeTag.FirstOf) && node.Children.Length > OutlineNode.MostChildren);

    public List<OutlineDraft> Children { get; } = [];

    /// <summary>The plan that its task has returned.</summary>
    public OutlineDraft? Returned { get; set; }

    public bool IsCut { get; set; }

    public OutlineKind Kind => node switch
    {
        { Call: not null } => OutlineKind.Step,
        { Wait: not null } => OutlineKind.Wait,
        { Elements: not null } => OutlineKind.Each,
        { Limit: not null } => OutlineKind.TimeLimit,
        { Compensation: not null } => OutlineKind.Compensation,
        { Side.OnFailure: true } => OutlineKind.OnError,
        { Side: not null } => OutlineKind.OnSuccess,
        { Join.Handler: not null } => OutlineKind.Recover,
        { Children.Length: 0 } when node.Tag != NodeTag.Group => OutlineKind.Value,
        _ when node.Tag == NodeTag.Group => OutlineKind.Group,
        _ when node.Tag == NodeTag.Tuple => OutlineKind.Tuple,
        _ when node.Tag == NodeTag.FirstOf => OutlineKind.FirstOf,
        _ when node.Members == 1 => OutlineKind.Settled,
        _ => OutlineKind.Sequence,
    };

    public string Text => node.Call?.Name ?? node.Wait?.Event ?? (node.Text.Word.Length > 0 ? node.Text.Word : Kind == OutlineKind.Tuple ? "all" : "");
}
