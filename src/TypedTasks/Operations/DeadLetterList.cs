namespace TypedTasks.Operations;

/// <summary>Some dead letters of a queue.</summary>
/// <param name="Letters">The letters, oldest first.</param>
/// <param name="Cursor">Where to go on reading; null at the end.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetterSummary> Letters, string? Cursor);
