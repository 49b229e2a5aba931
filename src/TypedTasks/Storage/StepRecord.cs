namespace TypedTasks.Storage;

/// <summary>The history of a step.</summary>
/// <param name="Path">Its path in the plan.</param>
/// <param name="Task">The name of its task.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempt">The attempt, from 0.</param>
/// <param name="Worker">The worker that ran it.</param>
/// <param name="StartedAt">When the attempt started.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Progress">What the task last reported, 0 to 1, or null.</param>
/// <param name="ProgressText">What the task last said about it, or null.</param>
public sealed record StepRecord(
    string Path,
    string Task,
    StepState State,
    int Attempt,
    string Worker,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    double? Progress,
    string? ProgressText)
{
    /// <summary>Why the attempt failed as UTF-8 JSON, or null.</summary>
    public ReadOnlyMemory<byte>? Failure { get; init; }

    /// <summary>Why it does not run (<see cref="StepState.Retrying"/>, <see cref="StepState.Waiting"/>), or null.</summary>
    public WaitReason? Reason { get; init; }

    /// <summary>Until when; null where it has no reason.</summary>
    public DateTimeOffset? Until { get; init; }
}
