namespace TypedTasks.Plans;

/// <summary>A node whose end the store records, as a join of one member: what follows from it happens once.</summary>
internal abstract record ScopeNode(PlanNode Body) : PlanNode
{
    public override bool TakesInput => Body.TakesInput;
}
