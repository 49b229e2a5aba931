namespace TypedTasks.Engine;

/// <summary>An attempt that may hold permits and has ended.</summary>
/// <param name="Holder">The attempt, however often its message was replaced by a later one.</param>
/// <param name="Permits">What it may hold permits of; the limit, where another one holds now than when permits were taken.</param>
/// <param name="Run">The run by which it has ended.</param>
internal sealed record ReleasedAttempt(string Holder, IReadOnlyList<(string Name, int? Limit)> Permits, long Run);
