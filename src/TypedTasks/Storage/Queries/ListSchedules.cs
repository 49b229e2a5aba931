namespace TypedTasks.Storage;

/// <summary>Lists all schedules, by name in order (ordinal).</summary>
public sealed record ListSchedules : StoreQuery<IReadOnlyList<ScheduleState>>;
