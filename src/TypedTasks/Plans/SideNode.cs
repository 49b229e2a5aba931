namespace TypedTasks.Plans;

/// <summary>Starts a branch that concerns nobody else when the body fails, or when it succeeds.</summary>
internal sealed record SideNode(PlanNode Body, PlanNode Branch, bool OnFailure) : ScopeNode(Body);
