namespace TypedTasks;

/// <summary>A flow has failed.</summary>
/// <param name="flowId">The id of the flow.</param>
/// <param name="failure">Why.</param>
public sealed class TaskFailedException(string flowId, TaskFailure failure)
    : Exception(Text(flowId, failure))
{
    /// <summary>The id of the flow.</summary>
    public string FlowId { get; } = flowId;

    /// <summary>Why, with the place in the plan and the remote stack.</summary>
    public TaskFailure Failure { get; } = failure;

    private static string Text(string flowId, TaskFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var step = failure.Step.Length == 0 ? "" : $" at step {failure.Step}";
        var attempts = failure.Attempt == 0 ? "" : $" after {failure.Attempt + 1} attempts";
        return $"Flow {flowId} failed in task '{failure.Task}'{step}{attempts}: {failure.Type}: {failure.Message}";
    }
}
