namespace TypedTasks.Testing;

/// <summary>An implementation does not do what its contract says.</summary>
/// <param name="message">What was expected and what happened.</param>
public sealed class ContractViolationException(string message) : Exception(message);
