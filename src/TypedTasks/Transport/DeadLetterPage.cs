namespace TypedTasks.Transport;

/// <summary>Some messages of a dead-letter queue.</summary>
/// <param name="Messages">The messages, oldest first; empty at the end.</param>
/// <param name="Cursor">Where to go on reading, also later.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Messages, string? Cursor);
