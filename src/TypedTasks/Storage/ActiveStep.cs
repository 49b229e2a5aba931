namespace TypedTasks.Storage;

/// <summary>A step that runs, or waits for its next attempt.</summary>
/// <param name="FlowId">Its flow.</param>
/// <param name="Step">What is known of it.</param>
public sealed record ActiveStep(string FlowId, StepRecord Step);
