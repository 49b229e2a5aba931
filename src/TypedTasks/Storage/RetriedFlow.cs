namespace TypedTasks.Storage;

/// <summary>What became of a retry.</summary>
/// <param name="Flow">The flow as it is recorded; <see cref="FlowState.Unknown"/> where there is none.</param>
/// <param name="Refusal">Why it was not retried; null where this call has retried it.</param>
/// <param name="Holder">The flow that holds its unique key, where that is why.</param>
public readonly record struct RetriedFlow(FlowRecord Flow, FlowRefusal? Refusal = null, string? Holder = null);
