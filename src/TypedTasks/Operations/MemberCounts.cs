namespace TypedTasks.Operations;

/// <summary>How the members of one node stand.</summary>
/// <param name="Total">How many there are; null while that is not known: the list has not arrived.</param>
/// <param name="Running">How many run; members of several steps are running as long as one of their steps is.</param>
/// <param name="Retrying">How many wait for another attempt.</param>
/// <param name="Succeeded">How many have succeeded.</param>
/// <param name="Failed">How many had failed when the node was decided.</param>
public sealed record MemberCounts(int? Total, int Running, int Retrying, int Succeeded, int Failed);
