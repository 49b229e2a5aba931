using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A flow as decisions see it: all that is kept of the flow itself.</summary>
public sealed record FlowHeader
{
    /// <summary>The flow, in the generation that is current.</summary>
    public required FlowKey Key { get; init; }

    /// <summary>What was given with the acceptance.</summary>
    public required string Nonce { get; init; }

    /// <summary>Whether its messages carry the nonce, so that nothing is recorded for one that does not.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The broker that has its messages, where that keeps nothing; otherwise null.</summary>
    public string? Broker { get; init; }

    /// <summary>What every write for one of its messages is compared with.</summary>
    public FlowSeal Seal => new(IsSealed ? Nonce : "", PlanHash);

    /// <summary>What people call it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The hash of its plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Its state.</summary>
    public required FlowState State { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it ends at the latest.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended, or is about to while compensations run.</summary>
    public RecordedOutcome Outcome { get; init; }

    /// <summary>The names of the tasks in its plan.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The labels by which it is found (<see cref="FlowLabels"/>). They never change, and no decision asks for them: a store need not read them back.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The fingerprint of the kind of failure that it stands failed by, or is undone because of; null where that is none, or cannot be told.</summary>
    public string? Failure { get; init; }

    /// <summary>The key that it was accepted with, or null. It never changes.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>Whether its values may be freed once it has succeeded.</summary>
    public bool FreesResults { get; init; }

    /// <summary>The id of the message that starts the compensations of this generation; null where there is nothing to compensate.</summary>
    public string? CompensationId { get; init; }

    /// <summary>That message, while it waits to become due or is owed. A store reads it along with the flow, and keeps it as owed.</summary>
    public OwedMessage? Compensation { get; init; }

    /// <summary>Whether the compensations of this generation are planned: what completes from then on would not be undone.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Until when nothing needs to be heard of it, or a sign of life that is kept nowhere else; null for none.</summary>
    public DateTimeOffset? SignDue { get; init; }

    /// <summary>Since when it is quiet, as whoever looked last has found; null where it is not.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>The key of the line that it was accepted in (<c>InTurn</c>), or null. It never changes.</summary>
    public string? TurnKey { get; init; }

    /// <summary>How many flows of that line may be under way when it begins, itself included. It never changes.</summary>
    public int TurnLimit { get; init; }

    /// <summary>Whether it waits for its turn in this generation, or has it and was not begun yet.</summary>
    public bool AwaitsTurn { get; init; }

    /// <summary>Within what time it is expected to end, or null. It never changes.</summary>
    public TimeSpan? Expected { get; init; }

    /// <summary>When it is expected to have ended, in this generation, or null.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Whether it has ended, compensations included.</summary>
    public bool IsTerminal => State is FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled;

    /// <summary>The message that starts the compensations, while it is due and owed.</summary>
    public TaskMessage? Owed => State == FlowState.Compensating && Compensation is { Since: not null } owed ? owed.Message : null;

    /// <summary>What is told of it.</summary>
    public FlowRecord ToRecord() => new(Key, Name, PlanHash, State, AcceptedAt, Deadline, EndedAt, Outcome)
    {
        Tasks = Tasks,
        UniqueKey = UniqueKey,
        Owed = Owed,
        Seal = Seal,
        QuietSince = IsTerminal ? null : QuietSince,
        TurnKey = TurnKey,
        TurnLimit = TurnLimit,
        AwaitsTurn = AwaitsTurn,
        Expected = Expected,
        ExpectedAt = ExpectedAt,
        Fingerprint = Failure,
    };
}
