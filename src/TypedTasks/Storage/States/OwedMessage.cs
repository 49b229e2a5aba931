using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A message that is due and not known to have reached the broker, or that becomes due when something happens.</summary>
/// <param name="Message">The message.</param>
/// <param name="Since">Since when it is due; null while it waits.</param>
public sealed record OwedMessage(TaskMessage Message, DateTimeOffset? Since);
