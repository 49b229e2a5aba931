namespace TypedTasks.Storage;

/// <summary>Finds plans that no flow has and that no flow was accepted with for so long, by hash in order (ordinal).</summary>
/// <param name="UnusedFor">For how long they must not have been marked as used.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindUnusedPlans(TimeSpan UnusedFor, int Limit) : StoreQuery<IReadOnlyList<string>>;
