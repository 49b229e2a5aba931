namespace TypedTasks;

/// <summary>What became of the dead letters of a queue.</summary>
/// <param name="Replayed">How many run again: sent anew, or by the retry of their flow.</param>
/// <param name="Skipped">How many do not, by the reason; a reason that did not occur is missing.</param>
public sealed record ReplayReport(int Replayed, IReadOnlyDictionary<ReplaySkip, int> Skipped);
