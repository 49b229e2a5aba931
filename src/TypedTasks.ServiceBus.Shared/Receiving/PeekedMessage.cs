using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>A message that was looked at without locking it.</summary>
/// <param name="Message">The message; its queue is the one that was asked for.</param>
/// <param name="IsScheduled">Whether it waits for its time.</param>
/// <param name="EnqueuedAt">When the queue took it; null where the broker does not say.</param>
/// <param name="Reason">Why it was dead-lettered.</param>
/// <param name="Description">The same in a sentence.</param>
internal sealed record PeekedMessage(TaskMessage Message, bool IsScheduled, DateTimeOffset? EnqueuedAt, string? Reason, string? Description);
