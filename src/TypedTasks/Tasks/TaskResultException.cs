namespace TypedTasks;

/// <summary>The result of a task cannot be written as JSON, and the task is not retried; or the result of a flow cannot be read as the type that its handle has.</summary>
/// <param name="message">Which task and why.</param>
/// <param name="inner">The cause.</param>
public sealed class TaskResultException(string message, Exception? inner = null) : Exception(message, inner);
