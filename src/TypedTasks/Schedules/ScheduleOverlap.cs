using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>What becomes of an occurrence of a schedule that is due while a flow of an earlier one has not ended. Compensations count as running, except for <see cref="CancelOther"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleOverlap>))]
public enum ScheduleOverlap
{
    /// <summary>It does not run. The default.</summary>
    Skip,

    /// <summary>It waits until the other has ended. What is due while one waits does not run.</summary>
    QueueOne,

    /// <summary>It waits until all before it have ended: 1,000 wait at most, what is due beyond that does not run.</summary>
    QueueAll,

    /// <summary>It runs beside the other.</summary>
    Allow,

    /// <summary>The other is cancelled, and it starts at once.</summary>
    CancelOther,
}
