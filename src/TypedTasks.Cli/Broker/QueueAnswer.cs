namespace TypedTasks.Cli.Broker;

/// <summary>A queue as <c>queues --json</c> writes it. What was not asked for is null.</summary>
internal sealed record QueueAnswer(string Name, long? Active, long? Scheduled, long? DeadLetters, long? TransferDeadLetters, int? Workers, int? Slots, bool? IsPaused);
