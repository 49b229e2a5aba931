using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>A member to record, and where its join lies.</summary>
/// <param name="Join">The join.</param>
/// <param name="HasBody">Whether what follows the join is a message that the store keeps as owed.</param>
/// <param name="Operation">What to record.</param>
internal readonly record struct MemberRecord(Place Join, bool HasBody, RecordMember Operation);
