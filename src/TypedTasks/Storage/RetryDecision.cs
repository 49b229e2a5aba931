using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What the retry of a failed flow starts over.</summary>
/// <param name="Reopened">The paths of joins that forget their failed members and are open again.</param>
/// <param name="Messages">The messages to send, in the new generation.</param>
public sealed record RetryDecision(IReadOnlyList<string> Reopened, IReadOnlyList<TaskMessage> Messages)
{
    /// <summary>The message that starts the compensations of the new generation, due when nothing of it runs any more; null where it may not have any.</summary>
    public TaskMessage? Compensation { get; init; }
}
