namespace TypedTasks;

/// <summary>Where a flow stands.</summary>
/// <param name="FlowId">The id of the flow.</param>
/// <param name="Name">What people call it, or null.</param>
/// <param name="State">Its state.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Deadline">When it ends at the latest.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Steps">How many steps of each task stand in each state, as far as their history is known.</param>
public sealed record FlowStatus(
    string FlowId,
    string? Name,
    FlowState State,
    DateTimeOffset AcceptedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? EndedAt,
    TaskFailure? Failure,
    IReadOnlyList<StepCount> Steps);
