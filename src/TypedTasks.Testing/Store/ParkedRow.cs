using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A message that was settled without success; once carried over, the mark that keeps it from being carried again.</summary>
internal readonly record struct ParkedRow(FlowKey Flow, TaskMessage Message, long Order, bool Carried);
