namespace TypedTasks;

/// <summary>Which occurrence of a schedule a flow is for. A task may take it as a parameter; the composition of <c>AddSchedule</c> gets it.</summary>
/// <param name="Name">The name of the schedule.</param>
/// <param name="LocalTime">
/// The time that the schedule names, in its zone: of a time that a clock change skips the one that is written, although the run is later. Together with <paramref name="IsSecond"/> it is the same on
/// every machine.
/// </param>
/// <param name="IsSecond">Whether it is the second of two equal local times, when clocks are put back.</param>
/// <param name="Occurrence">The moment, with the offset of the zone, without jitter.</param>
/// <param name="Previous">
/// The occurrence before this one that started; of one that was filled in (<see cref="ISchedules.BackfillAsync"/>) the one that the schedule names before it. Null where there is none.
/// </param>
public sealed record ScheduledRun(string Name, DateTime LocalTime, bool IsSecond, DateTimeOffset Occurrence, DateTimeOffset? Previous)
{
    /// <summary>The day of <see cref="LocalTime"/>.</summary>
    public DateOnly Date => DateOnly.FromDateTime(LocalTime);
}
