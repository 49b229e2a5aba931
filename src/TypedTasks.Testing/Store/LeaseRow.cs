namespace TypedTasks.Testing;

internal readonly record struct LeaseRow(string Owner, DateTimeOffset Until);
