namespace TypedTasks.Postgres.Tables;

/// <summary>Names a member of a join.</summary>
internal readonly record struct JoinMember(string FlowId, string Join, int Index);
