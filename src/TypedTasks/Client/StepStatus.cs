namespace TypedTasks;

/// <summary>Where a step stands, as far as its history is known.</summary>
/// <param name="Path">Its path in the plan, such as <c>0.2.1</c>; empty when the flow is this one step.</param>
/// <param name="Task">The name of its task.</param>
/// <param name="State">Its state; <see cref="StepState.Unknown"/> when it has not started or its history was lost.</param>
/// <param name="Attempts">How many attempts have begun since the flow was started or last retried.</param>
/// <param name="Worker">The worker that ran the last one, or null.</param>
/// <param name="StartedAt">When the last attempt began, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Progress">What the task last reported, 0 to 1, or null.</param>
/// <param name="ProgressText">What the task last said about it, or null.</param>
/// <param name="Failure">Why the last attempt failed, or null.</param>
public sealed record StepStatus(
    string Path,
    string Task,
    StepState State,
    int Attempts,
    string? Worker,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    double? Progress,
    string? ProgressText,
    TaskFailure? Failure)
{
    /// <summary>
    /// What it waits for, while its flow runs and it does not, as far as the store knows: null where nobody can tell, such as for what comes after a task that returns a plan, and for a step that will never run. A message that waits at the broker is
    /// <see cref="WaitReason.Queued"/>, whatever it waits for there.
    /// </summary>
    public FlowWait? Wait { get; init; }
}
