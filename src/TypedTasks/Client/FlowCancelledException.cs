namespace TypedTasks;

/// <summary>A flow was cancelled before it ended.</summary>
/// <param name="flowId">The id of the flow.</param>
public sealed class FlowCancelledException(string flowId) : Exception($"Flow {flowId} was cancelled.")
{
    /// <summary>The id of the flow.</summary>
    public string FlowId { get; } = flowId;
}
