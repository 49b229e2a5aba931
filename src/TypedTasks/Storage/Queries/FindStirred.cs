namespace TypedTasks.Storage;

/// <summary>Finds flows that are marked as quiet and have given a sign since, or have something owed or in line: in order of id (ordinal). Those that have ended are not among them.</summary>
/// <param name="Limit">How many at most.</param>
public sealed record FindStirred(int Limit) : StoreQuery<IReadOnlyList<QuietFlow>>;
