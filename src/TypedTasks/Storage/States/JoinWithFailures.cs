namespace TypedTasks.Storage;

/// <summary>A join, and which of its members have failed.</summary>
/// <param name="Header">The join.</param>
/// <param name="Failed">The indices of the members that are recorded as failed, in order.</param>
public sealed record JoinWithFailures(JoinHeader Header, IReadOnlyList<int> Failed);
