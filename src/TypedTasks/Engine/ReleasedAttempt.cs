namespace TypedTasks.Engine;

/// <summary>An attempt that may hold permits and has ended.</summary>
/// <param name="Holder">The attempt, however often its message was replaced by a later one.</param>
/// <param name="Names">What it may hold permits of.</param>
/// <param name="Run">The run by which it has ended.</param>
internal sealed record ReleasedAttempt(string Holder, IReadOnlyList<string> Names, long Run);
