namespace TypedTasks.Operations;

/// <summary>What somebody on duty looks at first.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="States">How many flows are in each state.</param>
/// <param name="Tasks">What was counted within the last hour, by task.</param>
/// <param name="Failures">The kinds of failures of the last day, those seen last first.</param>
/// <param name="Oldest">The flows that have been running for longest.</param>
/// <param name="Quiet">Flows of which nothing was heard although something should have been.</param>
/// <param name="Late">Flows that run longer than they were expected to (<c>Expect</c>), or whose deadline is over or will be within the hour.</param>
/// <param name="Schedules">The schedules that start next.</param>
public sealed record FlowOverview(
    DateTimeOffset At,
    IReadOnlyList<StateTotal> States,
    IReadOnlyList<TaskTotals> Tasks,
    IReadOnlyList<FailureGroup> Failures,
    IReadOnlyList<FlowSummary> Oldest,
    IReadOnlyList<FlowSummary> Quiet,
    IReadOnlyList<FlowSummary> Late,
    IReadOnlyList<ScheduleEntry> Schedules);
