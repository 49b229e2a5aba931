namespace TypedTasks.Operations;

/// <summary>What an operator has done.</summary>
/// <param name="Number">Its number, higher for what was done later.</param>
/// <param name="At">When.</param>
/// <param name="Name">What it was, in a word: <c>retry</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Result">What came of it.</param>
/// <param name="FlowId">The flow that it was done to, where it was one.</param>
public sealed record ActionEntry(long Number, DateTimeOffset At, string Name, string Actor, string Reason, string Target, string Result, string? FlowId);
