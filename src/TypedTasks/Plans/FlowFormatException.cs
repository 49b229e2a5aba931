namespace TypedTasks.Plans;

/// <summary>A message or plan does not have the form of docs/wire.md.</summary>
internal sealed class FlowFormatException(string message, Exception? inner = null) : Exception(message, inner);
