namespace TypedTasks.Postgres.Tables;

/// <summary>Names what is kept once for each path of a flow.</summary>
internal readonly record struct FlowPart(string FlowId, string Path);
