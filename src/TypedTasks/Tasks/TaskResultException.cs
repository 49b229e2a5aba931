namespace TypedTasks;

/// <summary>A task's result cannot be written as JSON. It is not retried.</summary>
/// <param name="message">Which task and why.</param>
/// <param name="inner">The cause.</param>
public sealed class TaskResultException(string message, Exception? inner = null) : Exception(message, inner);
