using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>Members of which the first success is the result.</summary>
internal sealed record FirstOfNode(ImmutableArray<PlanNode> Members) : JoinNode(Members);
