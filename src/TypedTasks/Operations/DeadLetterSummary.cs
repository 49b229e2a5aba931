namespace TypedTasks.Operations;

/// <summary>A dead letter, without what it carries.</summary>
/// <param name="MessageId">The id of the message.</param>
/// <param name="FlowId">Its flow; empty where it is none of a flow.</param>
/// <param name="Subject">Its task, or what kind of message it is.</param>
/// <param name="Step">The path of its step.</param>
/// <param name="Reason">Why it lies there, in one word; null where nobody has said.</param>
/// <param name="Description">The same in a sentence.</param>
/// <param name="InTransfer">Whether the broker could not forward it.</param>
public sealed record DeadLetterSummary(string MessageId, string FlowId, string Subject, string Step, string? Reason, string? Description, bool InTransfer);
