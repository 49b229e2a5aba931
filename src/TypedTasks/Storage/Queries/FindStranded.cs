namespace TypedTasks.Storage;

/// <summary>
/// Finds flows that run, and were accepted or retried last over another broker that keeps nothing: in order of id (ordinal). Flows whose broker keeps its messages name none, and are not
/// among them.
/// </summary>
/// <param name="Broker">The broker that is there.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindStranded(string Broker, int Limit) : StoreQuery<IReadOnlyList<StrandedFlow>>;
