namespace TypedTasks.Cli.Targets;

/// <summary>What was asked for is not there, or cannot be done.</summary>
internal sealed class RefusedException(string message) : Exception(message);
