namespace TypedTasks;

/// <summary>How a member of a group has ended, before its value is read.</summary>
/// <param name="Index">The index of the member or element.</param>
/// <param name="Json">What stands in the group's list for it; none where it has failed and outcomes are not what the group yields.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal readonly record struct ToldMember(int Index, ReadOnlyMemory<byte> Json, TaskFailure? Failure);
