namespace TypedTasks.Storage;

/// <summary>
/// Finds flows that run or compensate, are not marked as quiet, have no message that is owed and none that stands in line for a permit, and gave no sign for so long: in order of id (ordinal).
/// </summary>
/// <param name="QuietFor">For how long there was no sign.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindQuiet(TimeSpan QuietFor, int Limit) : StoreQuery<IReadOnlyList<QuietFlow>>;
