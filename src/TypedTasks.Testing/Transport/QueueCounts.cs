namespace TypedTasks.Testing;

/// <summary>How many messages a queue holds.</summary>
/// <param name="Active">Ready to be received.</param>
/// <param name="Locked">Received and not settled.</param>
/// <param name="Scheduled">Held back until their time.</param>
/// <param name="DeadLettered">In the dead-letter queue.</param>
public readonly record struct QueueCounts(int Active, int Locked, int Scheduled, int DeadLettered);
