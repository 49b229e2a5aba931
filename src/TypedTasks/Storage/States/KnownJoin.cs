using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A join with what its decision left.</summary>
/// <param name="Header">The join.</param>
/// <param name="Deciding">How the member ended that decided it; null while it is open.</param>
/// <param name="Owed">The messages that the decision made due and that are still owed.</param>
public readonly record struct KnownJoin(JoinHeader Header, RecordedOutcome? Deciding, IReadOnlyList<TaskMessage> Owed);
