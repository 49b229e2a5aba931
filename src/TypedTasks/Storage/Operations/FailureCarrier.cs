namespace TypedTasks.Storage;

/// <summary>A join whose members carry a failure that is none of theirs.</summary>
/// <param name="Join">The path of the join.</param>
/// <param name="Count">How many members it has; null where <see cref="OpenJoin"/> says it, or nobody yet.</param>
public sealed record FailureCarrier(string Join, int? Count);
