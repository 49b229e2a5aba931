namespace TypedTasks.Generated;

/// <summary>Runs a task once: reads the arguments, runs the method, and hands its result to the invocation.</summary>
/// <param name="step">The step that runs.</param>
public delegate ValueTask TaskInvoker(StepInvocation step);
