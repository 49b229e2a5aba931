using System.Collections.Immutable;

namespace TypedTasks.Plans;

internal sealed record SequenceNode(ImmutableArray<PlanNode> Items) : PlanNode
{
    public override bool TakesInput => Items[0].TakesInput;
}
