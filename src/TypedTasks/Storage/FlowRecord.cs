using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What the store knows of a flow.</summary>
/// <param name="Key">The flow, in the generation that is current.</param>
/// <param name="Name">What people call it, or null.</param>
/// <param name="PlanHash">The hash of its plan.</param>
/// <param name="State">Its state; <see cref="FlowState.Unknown"/> when the store has never seen it.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Deadline">When it ends at the latest.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Outcome">How it ended; meaningful in a terminal state other than cancelled.</param>
public sealed record FlowRecord(
    FlowKey Key,
    string? Name,
    string PlanHash,
    FlowState State,
    DateTimeOffset AcceptedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? EndedAt,
    RecordedOutcome Outcome)
{
    /// <summary>The names of the tasks in its plan.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The unique key that it was accepted with, or null.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>The message that starts the compensations, while it is due and owed.</summary>
    public TaskMessage? Owed { get; init; }

    /// <summary>What its messages carry, for whoever makes some anew; with an empty nonce where they carry none.</summary>
    public FlowSeal Seal { get; init; } = new("", "");

    /// <summary>Since when nothing was heard of it although something should have been; null where it is not quiet.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>The key of the line that it was accepted in (<c>InTurn</c>), or null.</summary>
    public string? TurnKey { get; init; }

    /// <summary>How many flows of that line may be under way when it begins, itself included.</summary>
    public int TurnLimit { get; init; }

    /// <summary>Whether it waits for its turn, or has it and was not begun yet.</summary>
    public bool AwaitsTurn { get; init; }

    /// <summary>Within what time it is expected to end (<c>Expect</c>), or null.</summary>
    public TimeSpan? Expected { get; init; }

    /// <summary>When it is expected to have ended, in the current generation, or null.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>The fingerprint of the kind of failure that it stands failed by, or is undone because of; null where that is none, or cannot be told.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether it has ended, compensations included.</summary>
    public bool IsTerminal => State is FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled;

    /// <summary>The record of a flow that the store has never seen, or no longer keeps.</summary>
    /// <param name="key">The flow.</param>
    public static FlowRecord Unknown(FlowKey key) => new(key, null, "", FlowState.Unknown, default, default, null, default);

    /// <summary>Whether a filter selects the flow, as far as its record tells: <see cref="FlowFilter.Header"/> and <see cref="FlowFilter.Failure"/> are for the store to look at.</summary>
    /// <param name="filter">Which flows.</param>
    /// <param name="now">Now, to tell which are late.</param>
    public bool Matches(FlowFilter filter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return (filter.States.Count == 0 || filter.States.Contains(State))
            && (filter.Name is null || filter.Name == Name)
            && (filter.Task is null || Tasks.Contains(filter.Task))
            && (filter.Prefix is null || Key.FlowId.StartsWith(filter.Prefix, StringComparison.Ordinal) || Name?.StartsWith(filter.Prefix, StringComparison.Ordinal) == true)
            && (!filter.IsQuiet || QuietSince is not null)
            && (!filter.IsLate || (!IsTerminal && ExpectedAt < now))
            && (filter.AcceptedFrom is null || AcceptedAt >= filter.AcceptedFrom)
            && (filter.AcceptedBefore is null || AcceptedAt < filter.AcceptedBefore)
            && (filter.EndedBefore is null || EndedAt < filter.EndedBefore);
    }
}
