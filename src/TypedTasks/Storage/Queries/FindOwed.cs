using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>Finds messages that are owed: due, and not known to have reached the broker. The oldest first, those of one moment in the order in which they became owed.</summary>
/// <param name="OwedFor">For how long at least; zero for all.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindOwed(TimeSpan OwedFor, int Limit) : StoreQuery<IReadOnlyList<TaskMessage>>;
