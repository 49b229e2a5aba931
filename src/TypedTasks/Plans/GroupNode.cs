using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>Members with one type of result; yields a list.</summary>
internal sealed record GroupNode(ImmutableArray<PlanNode> Members) : JoinNode(Members);
