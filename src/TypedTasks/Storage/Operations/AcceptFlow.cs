using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Records a new flow, its plan and its first message as owed. If the id is known, nothing changes and the recorded
/// state is returned. If another flow holds the unique key, that one is returned and nothing changes either.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="name">What people call it, or null.</param>
/// <param name="planHash">The SHA-256 of the plan, in lower-case hex.</param>
/// <param name="plan">The plan as UTF-8 JSON, kept once per hash.</param>
/// <param name="acceptedAt">Now.</param>
/// <param name="deadline">When the flow ends at the latest.</param>
/// <param name="owed">The first message, or null when the flow ends without any.</param>
public sealed class AcceptFlow(
    FlowKey key,
    string? name,
    string planHash,
    ReadOnlyMemory<byte> plan,
    DateTimeOffset acceptedAt,
    DateTimeOffset deadline,
    TaskMessage? owed) : StoreOperation<FlowRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>What people call it, or null.</summary>
    public string? Name { get; } = name;

    /// <summary>The SHA-256 of the plan.</summary>
    public string PlanHash { get; } = planHash;

    /// <summary>The plan as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Plan { get; } = plan;

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; } = acceptedAt;

    /// <summary>When the flow ends at the latest.</summary>
    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>The first message.</summary>
    public TaskMessage? Owed { get; } = owed;

    /// <summary>
    /// The message that starts the compensations: owed once the flow has failed or was cancelled and no step of it runs any
    /// more. Null: there is nothing to compensate.
    /// </summary>
    public TaskMessage? Compensation { get; init; }

    /// <summary>The names of the tasks in the plan, each once.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>
    /// Whether <see cref="FreeResults"/> may free what only a running flow needs once the flow has succeeded: not so when
    /// side branches, which outlive the flow, may need it still.
    /// </summary>
    public bool FreesResults { get; init; }

    /// <summary>
    /// The key that one flow holds at a time, or null: from its acceptance until it has ended and
    /// <see cref="UniqueUntil"/> has come. A flow that is no longer kept holds none.
    /// </summary>
    public string? UniqueKey { get; init; }

    /// <summary>Until when the flow holds its key, even if it ends before.</summary>
    public DateTimeOffset UniqueUntil { get; init; }
}
