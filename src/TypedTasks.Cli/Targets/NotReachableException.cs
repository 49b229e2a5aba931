namespace TypedTasks.Cli.Targets;

/// <summary>The store or the broker is not there.</summary>
internal sealed class NotReachableException(string message) : Exception(message);
