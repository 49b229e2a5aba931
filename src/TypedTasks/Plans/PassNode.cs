namespace TypedTasks.Plans;

/// <summary>Yields what arrives.</summary>
internal sealed record PassNode : PlanNode
{
    public static readonly PassNode Instance = new();

    public override bool TakesInput => true;
}
