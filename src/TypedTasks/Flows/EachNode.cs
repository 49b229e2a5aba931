namespace TypedTasks.Flows;

/// <summary>One run of the body per element of the list that arrives; yields a list.</summary>
internal sealed record EachNode(PlanNode Body) : PlanNode
{
    public override bool TakesInput => true;
}
