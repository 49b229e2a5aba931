namespace TypedTasks.Testing;

/// <summary>A join; generations of a flow share it.</summary>
internal readonly record struct JoinKey(string Flow, string Path);
