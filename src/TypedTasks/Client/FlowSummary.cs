
namespace TypedTasks;

/// <summary>A flow in a list.</summary>
/// <param name="FlowId">The id of the flow.</param>
/// <param name="Name">What people call it, or null.</param>
/// <param name="State">Its state; <see cref="FlowState.Unknown"/> when the store does not know it.</param>
/// <param name="Tasks">The names of the tasks in its plan.</param>
/// <param name="Retries">How often it was retried after it had failed.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Deadline">When it ends at the latest.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record FlowSummary(
    string FlowId,
    string? Name,
    FlowState State,
    IReadOnlyList<string> Tasks,
    int Retries,
    DateTimeOffset AcceptedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? EndedAt,
    TaskFailure? Failure)
{
    /// <summary>
    /// Since when nothing was heard of it although something should have been (<c>TypedTasksOptions.QuietAfter</c>): its message is lost, or no worker takes its queue. Null where it is not quiet;
    /// looked at once a minute. <see cref="ITaskClient.ResumeAsync"/> sends what is missing, where hand-offs are recorded.
    /// </summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>When it is, or was, expected to have ended (<c>Expect(within)</c>), counted from its last retry; null where nobody said. A flow that runs longer is late.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Whether it runs, and longer than expected.</summary>
    public bool IsLate { get; init; }
}
