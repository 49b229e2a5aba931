namespace TypedTasks.Storage;

/// <summary>A member of a join that has ended.</summary>
/// <param name="Index">The index of the member.</param>
/// <param name="Place">Its place in the order in which members ended, from 1; places of members that a retry has forgotten are missing.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct EndedMember(int Index, int Place, RecordedOutcome Outcome);
