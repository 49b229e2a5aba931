namespace TypedTasks.Storage;

/// <summary>
/// Finds lines that nobody has looked at since something happened, in order of key (ordinal): somebody waits although the first one might begin, a flow that has its turn has not begun, or one that
/// has ended still has its place.
/// </summary>
/// <param name="Limit">How many at most.</param>
public sealed record FindTurns(int Limit) : StoreQuery<IReadOnlyList<string>>;
