namespace TypedTasks.Operations;

/// <summary>Which flows have changed.</summary>
/// <param name="Flows">Their ids, each once, in the order of the commits that changed them last.</param>
/// <param name="Position">Where to go on reading.</param>
/// <param name="IsWhole">Whether these are all of them; otherwise look at everything anew: more has happened than is told, or the position is too old.</param>
public sealed record ChangePage(IReadOnlyList<string> Flows, string Position, bool IsWhole);
