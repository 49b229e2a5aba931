namespace TypedTasks.Storage;

/// <summary>How often a kind of failure was seen: steps that failed for good, and flows that were ended from outside of them.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How often, since it was seen first.</param>
/// <param name="FirstAt">When it was seen first.</param>
/// <param name="LastAt">When it was seen last.</param>
/// <param name="FlowId">The flow in which it was seen last.</param>
/// <param name="Step">The path of the step there.</param>
/// <param name="Flows">How many flows stand failed by it, at most <see cref="MostFlows"/>.</param>
public sealed record FailureTally(FailureKind Kind, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string FlowId, string Step, int Flows)
{
    /// <summary>Where a store stops counting flows.</summary>
    public const int MostFlows = 1000;
}
