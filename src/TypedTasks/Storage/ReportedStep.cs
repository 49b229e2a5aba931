namespace TypedTasks.Storage;

/// <summary>A step that a worker runs, as the worker says it: in durations, because the clocks of worker and store may differ.</summary>
/// <param name="FlowId">Its flow.</param>
/// <param name="Path">Its path in the plan.</param>
/// <param name="Task">The name of the task.</param>
/// <param name="Queue">The queue that its message came from.</param>
/// <param name="Attempt">The attempt, 0 for the first.</param>
/// <param name="RunsFor">For how long it has run.</param>
/// <param name="LockLeft">How long its lock lasts if it is not renewed; null where that is not known.</param>
public sealed record ReportedStep(string FlowId, string Path, string Task, string Queue, int Attempt, TimeSpan RunsFor, TimeSpan? LockLeft);
