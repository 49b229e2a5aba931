namespace TypedTasks.Operations;

/// <summary>Some members of a node.</summary>
/// <param name="Path">The path of the node.</param>
/// <param name="First">The index of the first of them.</param>
/// <param name="Total">How many members there are; null while that is not known.</param>
/// <param name="Members">The members, in order of index.</param>
public sealed record MemberPage(string Path, int First, int? Total, IReadOnlyList<OutlineNode> Members);
