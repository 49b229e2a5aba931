namespace TypedTasks.Transport;

/// <summary>A message that lies in a dead-letter queue.</summary>
/// <param name="Message">The message.</param>
/// <param name="Reason">Why, in one word, as the broker or the worker said.</param>
/// <param name="Description">Why, in a sentence.</param>
/// <param name="InTransfer">Whether it lies in the transfer dead-letter queue: the broker could not forward it.</param>
public sealed record DeadLetter(TaskMessage Message, string? Reason, string? Description, bool InTransfer);
