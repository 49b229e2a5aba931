namespace TypedTasks.Testing;

/// <summary>A run of a step.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Path">The path of the step in its plan.</param>
/// <param name="Task">The name of the task.</param>
/// <param name="Attempt">The attempt, from 0.</param>
/// <param name="Arguments">The arguments that the signature gave, as a JSON object.</param>
/// <param name="Input">What the step before yielded, as JSON; null where the step takes nothing.</param>
public sealed record StepRun(string FlowId, string Path, string Task, int Attempt, string Arguments, string? Input);
