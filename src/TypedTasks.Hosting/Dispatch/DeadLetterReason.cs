namespace TypedTasks.Hosting.Dispatch;

/// <summary>Why a message goes to the dead-letter queue.</summary>
/// <param name="Code">One word of <see cref="DeadLetterReasons"/>.</param>
/// <param name="Text">What is wrong and what to do, without payload.</param>
internal sealed record DeadLetterReason(string Code, string Text);
