using System.Collections.Immutable;

namespace TypedTasks.Flows;

/// <summary>Members that are written in the plan and run in parallel.</summary>
internal abstract record JoinNode(ImmutableArray<PlanNode> Members) : PlanNode
{
    public override bool TakesInput => Members.Any(static m => m.TakesInput);
}
