using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>Members with different types of result; yields a tuple.</summary>
internal sealed record TupleNode(ImmutableArray<PlanNode> Members) : JoinNode(Members);
