namespace TypedTasks.Storage;

/// <summary>Where a join stands once a member has been recorded for the first time.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="IsDecided">Whether this very record has decided it.</param>
/// <param name="Outcome">How the member ended.</param>
/// <param name="Ended">How many members are recorded, this one included.</param>
public readonly record struct JoinProgress(JoinState State, bool IsDecided, RecordedOutcome Outcome, int Ended);
