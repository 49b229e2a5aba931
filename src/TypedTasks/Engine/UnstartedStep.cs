using TypedTasks.Plans;

namespace TypedTasks.Engine;

/// <summary>A step of a plan of which no history is known.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Call">What it calls.</param>
/// <param name="Turn">Whether its predecessors have ended.</param>
internal readonly record struct UnstartedStep(string Path, StepCall Call, Readiness Turn);
