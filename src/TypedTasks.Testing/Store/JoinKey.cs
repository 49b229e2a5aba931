using TypedTasks.Contracts;

namespace TypedTasks.Testing;

internal readonly record struct JoinKey(FlowKey Flow, string Path);
