namespace TypedTasks.Operations;

/// <summary>How many flows there are.</summary>
/// <param name="Count">How many.</param>
public sealed record FlowTotal(int Count);
