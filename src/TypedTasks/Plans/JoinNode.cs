using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>Members that are written in the plan and run in parallel.</summary>
internal abstract record JoinNode(ImmutableArray<PlanNode> Members) : PlanNode
{
    /// <summary>Whether members yield outcomes, so that none can fail the join.</summary>
    public bool IsSettled { get; init; }

    public override bool TakesInput => Members.Any(static m => m.TakesInput);
}
