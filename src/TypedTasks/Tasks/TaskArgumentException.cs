namespace TypedTasks;

/// <summary>What arrived does not fit a task's parameters. Running it again would not help, so it is not retried.</summary>
/// <param name="message">Which argument of which task, and what was expected.</param>
/// <param name="inner">The cause.</param>
public sealed class TaskArgumentException(string message, Exception? inner = null) : Exception(message, inner);
