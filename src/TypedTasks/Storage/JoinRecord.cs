using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What the store knows of a join, seen from one of its members.</summary>
/// <param name="Member">How the member is recorded, or null when it is not.</param>
/// <param name="State">Where the join stands.</param>
/// <param name="DecidedBy">The index of the member that decided it; -1 while it is open.</param>
/// <param name="DecidingOutcome">How that member ended; meaningful once the join is decided.</param>
/// <param name="Owed">The messages that the decision made due and that are still owed, and those of this very record.</param>
public sealed record JoinRecord(
    RecordedOutcome? Member,
    JoinState State,
    int DecidedBy,
    RecordedOutcome DecidingOutcome,
    IReadOnlyList<TaskMessage> Owed);
