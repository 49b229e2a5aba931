namespace TypedTasks;

/// <summary>An id names one flow, and the flow that has it is another one than was to be enqueued. Nothing was enqueued.</summary>
/// <param name="flowId">The id of the flow.</param>
/// <param name="message">What exists, what was asked, and what to do.</param>
public sealed class FlowConflictException(string flowId, string message) : Exception(message)
{
    /// <summary>The id of the flow.</summary>
    public string FlowId { get; } = flowId;
}
