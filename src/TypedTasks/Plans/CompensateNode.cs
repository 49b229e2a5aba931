namespace TypedTasks.Plans;

/// <summary>When the body has succeeded and the flow fails later, the compensation takes the body's result.</summary>
internal sealed record CompensateNode(PlanNode Body, PlanNode Compensation) : ScopeNode(Body);
