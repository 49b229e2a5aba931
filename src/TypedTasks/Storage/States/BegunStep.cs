namespace TypedTasks.Storage;

/// <summary>The last run of a step of a flow with compensations.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step.</param>
/// <param name="Run">The number of the run.</param>
/// <param name="HasEnded">Whether it has ended.</param>
public sealed record BegunStep(FlowKey Key, string Path, long Run, bool HasEnded);
