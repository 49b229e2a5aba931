namespace TypedTasks.Operations;

/// <summary>What the broker says of a queue. It is asked seldom, so an answer may be some seconds old.</summary>
/// <param name="Queue">The name of the queue.</param>
/// <param name="AskedAt">When it was asked; null where it was not yet, for the budget of questions was used up.</param>
/// <param name="OldestAt">Since when the oldest message lies there; null where none does, or it cannot be told.</param>
/// <param name="DeadLetters">How many dead letters were seen, as far as one look reaches.</param>
/// <param name="HasMoreDeadLetters">Whether there may be more of them.</param>
/// <param name="Problem">Why the broker did not answer; null where it did.</param>
public sealed record QueueStatus(string Queue, DateTimeOffset? AskedAt, DateTimeOffset? OldestAt, int DeadLetters, bool HasMoreDeadLetters, string? Problem);
