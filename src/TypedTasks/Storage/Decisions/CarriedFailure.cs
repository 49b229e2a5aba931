namespace TypedTasks.Storage.Decisions;

/// <summary>A failure that the members of a join carry.</summary>
/// <param name="Value">The outcomes of all of them.</param>
/// <param name="Changes">What changes, in order.</param>
public sealed record CarriedFailure(FlowValue Value, IReadOnlyList<StoreChange> Changes);
