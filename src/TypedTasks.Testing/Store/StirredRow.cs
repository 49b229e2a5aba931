namespace TypedTasks.Testing;

internal readonly record struct StirredRow(long Number, DateTimeOffset At);
