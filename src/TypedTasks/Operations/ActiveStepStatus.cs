namespace TypedTasks.Operations;

/// <summary>A step that runs, or waits for its next attempt.</summary>
/// <param name="FlowId">Its flow.</param>
/// <param name="Step">Where it stands.</param>
public sealed record ActiveStepStatus(string FlowId, StepStatus Step);
