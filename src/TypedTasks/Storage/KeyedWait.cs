namespace TypedTasks.Storage;

/// <summary>A flow that waits for an event under a key, or has.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="IsUndecided">Whether it runs and would still take the event.</param>
public readonly record struct KeyedWait(string FlowId, bool IsUndecided);
