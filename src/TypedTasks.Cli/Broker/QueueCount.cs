namespace TypedTasks.Cli.Broker;

/// <summary>How many messages a queue of a broker holds.</summary>
internal sealed record QueueCount(string Name, long Active, long Scheduled, long DeadLetters, long TransferDeadLetters);
