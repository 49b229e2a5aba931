using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal readonly record struct OwedRow(TaskMessage Message, DateTimeOffset Since, long Order);
