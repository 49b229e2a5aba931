using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>One node of a plan: what a signature means, without its types.</summary>
internal abstract record PlanNode
{
    public StepOptions? Options { get; init; }

    /// <summary>Whether the node uses the value that arrives at it.</summary>
    public abstract bool TakesInput { get; }

    /// <summary>The nodes in order; a sequence without options of its own is taken apart, so that long chains stay flat.</summary>
    public static PlanNode Then(PlanNode? first, PlanNode next)
    {
        if (first is null)
            return next;
        var head = Items(first);
        var tail = Items(next);
        return new SequenceNode(head.AddRange(tail));
    }

    private static ImmutableArray<PlanNode> Items(PlanNode node) =>
        node is SequenceNode { Options: null } sequence ? sequence.Items : [node];
}
