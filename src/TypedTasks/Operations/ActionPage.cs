namespace TypedTasks.Operations;

/// <summary>Some actions.</summary>
/// <param name="Actions">The actions, newest first.</param>
/// <param name="ContinuationToken">Where the next page begins; null on the last page.</param>
public sealed record ActionPage(IReadOnlyList<ActionEntry> Actions, string? ContinuationToken);
