namespace TypedTasks.Storage;

/// <summary>Which flows have changed.</summary>
/// <param name="Flows">Their ids, each once, in the order in which they changed last.</param>
/// <param name="Position">Where to go on reading.</param>
/// <param name="IsWhole">Whether these are all; otherwise look at everything anew.</param>
public sealed record ChangeSet(IReadOnlyList<string> Flows, string Position, bool IsWhole);
