namespace TypedTasks.Testing;

internal readonly record struct PlanRow(byte[] Json, DateTimeOffset UsedAt);
