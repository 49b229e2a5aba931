namespace TypedTasks.Storage;

/// <summary>What is counted of the attempts of a task that ended. It is written with their history, so a worker that dies takes what it had not written along: a tenth of a second of it.</summary>
/// <param name="Task">The name of the task.</param>
/// <param name="Succeeded">How many have succeeded.</param>
/// <param name="Failed">How many have failed for good.</param>
/// <param name="Retried">How many have failed and are repeated.</param>
/// <param name="Total">How long they took, added up, to the millisecond.</param>
/// <param name="Longest">How long the longest of them took, to the millisecond.</param>
public sealed record TaskTally(string Task, long Succeeded, long Failed, long Retried, TimeSpan Total, TimeSpan Longest);
