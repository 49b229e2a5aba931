namespace TypedTasks.Operations;

/// <summary>Some waits.</summary>
/// <param name="Waits">The waits, the oldest first.</param>
/// <param name="ContinuationToken">Where the next page begins; null on the last page.</param>
public sealed record WaitPage(IReadOnlyList<WaitEntry> Waits, string? ContinuationToken);
