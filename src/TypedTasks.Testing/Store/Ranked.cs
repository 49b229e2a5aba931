namespace TypedTasks.Testing;

/// <summary>A row that comes after those with a lower rank.</summary>
internal readonly record struct Ranked<T>(T Row, long Rank);
