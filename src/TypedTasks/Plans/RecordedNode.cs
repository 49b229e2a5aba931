namespace TypedTasks.Plans;

/// <summary>Yields what a scope of the flow was recorded with; plans of compensations begin with it.</summary>
internal sealed record RecordedNode(StepPath Scope) : PlanNode
{
    public override bool TakesInput => false;
}
