namespace TypedTasks.Plans;

/// <summary>One run of the body per element of the list that arrives; yields a list.</summary>
internal sealed record EachNode(PlanNode Body) : PlanNode
{
    /// <summary>How many elements one message carries, run one after another; 0 for one message per element.</summary>
    public int ChunkSize { get; init; }

    /// <summary>How many members may be under way at once; 0 for all.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>Whether members yield outcomes, so that none can fail the join.</summary>
    public bool IsSettled { get; init; }

    public override bool TakesInput => true;

    /// <summary>How many members a list of so many elements makes.</summary>
    public int Members(int elements) => ChunkSize == 0 ? elements : (elements + ChunkSize - 1) / ChunkSize;
}
