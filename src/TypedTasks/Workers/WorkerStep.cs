namespace TypedTasks;

/// <summary>A step that a worker runs.</summary>
/// <param name="FlowId">Its flow.</param>
/// <param name="Path">Its path in the plan.</param>
/// <param name="Task">The name of the task.</param>
/// <param name="Queue">The queue that its message came from.</param>
/// <param name="Attempt">The attempt, 0 for the first.</param>
/// <param name="Since">When it began.</param>
/// <param name="LockedUntil">How long its message is locked if nobody renews the lock any more; null where the broker does not say. Of a worker that is gone: until then nobody else gets the message.</param>
public sealed record WorkerStep(string FlowId, string Path, string Task, string Queue, int Attempt, DateTimeOffset Since, DateTimeOffset? LockedUntil);
