namespace TypedTasks.Storage;

/// <summary>Where a join stands, and the first of its members that have failed.</summary>
/// <param name="Header">The join.</param>
/// <param name="Failed">Those members, in order of index.</param>
public sealed record JoinGlance(JoinHeader Header, IReadOnlyList<MemberEnd> Failed);
