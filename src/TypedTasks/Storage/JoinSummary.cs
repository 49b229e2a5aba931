namespace TypedTasks.Storage;

/// <summary>Where a join of a flow stands, as a whole.</summary>
/// <param name="Path">The path of the join.</param>
/// <param name="Count">How many members it has.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Failed">The indices of the members that are recorded as failed, in order.</param>
public sealed record JoinSummary(string Path, int Count, JoinState State, IReadOnlyList<int> Failed)
{
    /// <summary>The index of the member that decided it; -1 while it is open.</summary>
    public int DecidedBy { get; init; } = -1;
}
