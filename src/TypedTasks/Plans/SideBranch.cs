namespace TypedTasks.Plans;

/// <summary>A branch beside the flow.</summary>
/// <param name="Node">What runs.</param>
/// <param name="OnFailure">Whether a failure starts it, rather than a success.</param>
internal sealed record SideBranch(PlanNode Node, bool OnFailure);
