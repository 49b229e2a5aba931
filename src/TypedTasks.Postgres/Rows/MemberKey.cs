namespace TypedTasks.Postgres.Rows;

/// <summary>Names a member of a join.</summary>
internal readonly record struct MemberKey(string FlowId, string Join, int Index);
