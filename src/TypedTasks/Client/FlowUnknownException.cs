namespace TypedTasks;

/// <summary>The store does not know a flow: it was never enqueued there, or is no longer kept.</summary>
/// <param name="flowId">The id of the flow.</param>
public sealed class FlowUnknownException(string flowId)
    : Exception($"The store does not know flow {flowId}: it was sent without a handle, enqueued to another store, or is no longer kept.")
{
    /// <summary>The id of the flow.</summary>
    public string FlowId { get; } = flowId;
}
