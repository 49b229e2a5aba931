namespace TypedTasks.Testing;

internal readonly record struct UniqueRow(string Flow, DateTimeOffset Until);
