namespace TypedTasks.Postgres.Rows;

/// <summary>Names what is kept once for each path of a flow.</summary>
internal readonly record struct FlowPart(string FlowId, string Path);
