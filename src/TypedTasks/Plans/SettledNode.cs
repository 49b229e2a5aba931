namespace TypedTasks.Plans;

/// <summary>Yields how the body ended, as an outcome.</summary>
internal sealed record SettledNode(PlanNode Body) : ScopeNode(Body);
