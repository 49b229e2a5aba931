namespace TypedTasks;

/// <summary>How many steps of one task stand in one state.</summary>
/// <param name="Task">The name of the task.</param>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
/// <param name="Progress">The sum of what running steps report, each 0 to 1.</param>
public sealed record StepCount(string Task, StepState State, int Count, double Progress);
