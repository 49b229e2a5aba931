namespace TypedTasks.Plans;

/// <summary>When the body fails, the handler takes the failure and supplies the value.</summary>
internal sealed record RecoverNode(PlanNode Body, PlanNode Handler) : ScopeNode(Body);
