namespace TypedTasks.Cli.Targets;

/// <summary>The command was not called as it can be; the text says how it can.</summary>
internal sealed class UsageException(string message) : Exception(message);
