namespace TypedTasks.Operations;

/// <summary>What was counted of a task's attempts. A worker that dies takes along what it had not written: a tenth of a second of it.</summary>
/// <param name="Task">The name of the task.</param>
/// <param name="Succeeded">How many have succeeded.</param>
/// <param name="Failed">How many have failed for good.</param>
/// <param name="Retried">How many have failed and are repeated.</param>
/// <param name="Mean">How long one took on average.</param>
/// <param name="Longest">How long the longest took.</param>
public sealed record TaskTotals(string Task, long Succeeded, long Failed, long Retried, TimeSpan Mean, TimeSpan Longest);
