using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A message that was settled without success. Once it was carried over into a later generation, it is the mark that keeps it from being carried again.</summary>
/// <param name="Key">The flow, in the generation of the message.</param>
/// <param name="Message">The message; of a mark only its id is needed.</param>
/// <param name="IsCarried">Whether it was carried over.</param>
public sealed record ParkedMessage(FlowKey Key, TaskMessage Message, bool IsCarried);
