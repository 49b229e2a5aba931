namespace TypedTasks.Testing;

internal readonly record struct MemberKey(JoinKey Join, int Index);
