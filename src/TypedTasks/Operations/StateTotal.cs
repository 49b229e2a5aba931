namespace TypedTasks.Operations;

/// <summary>How many flows are in a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
public sealed record StateTotal(FlowState State, int Count);
