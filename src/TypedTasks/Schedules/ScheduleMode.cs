using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Whether a process starts what its schedules make due.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleMode>))]
public enum ScheduleMode
{
    /// <summary>It does, together with every other process that has the schedules. The default.</summary>
    Automatic,

    /// <summary>It starts only what <see cref="ISchedules"/> is asked for: for development machines, and for processes that only enqueue.</summary>
    Manual,
}
