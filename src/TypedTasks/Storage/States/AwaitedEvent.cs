using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What a flow waits for, or what was said before it does: one row per flow, event and key.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Key">The key; empty where the wait has none.</param>
public sealed record AwaitedEvent(string FlowId, string Event, string Key)
{
    /// <summary>Where it stands.</summary>
    public AwaitedState State { get; init; }

    /// <summary>The path of the wait; null while nobody has waited.</summary>
    public string? Path { get; init; }

    /// <summary>The generation in which it was opened last.</summary>
    public int Generation { get; init; }

    /// <summary>When it was opened last; null while it never was, or where a version has opened it that kept no time of it.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Until when it waits at the latest, for people; null: as long as the flow lives.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The message that lets the flow go on, due when it is decided; null unless it is open.</summary>
    public TaskMessage? Message { get; init; }

    /// <summary>What decided it: the value of the event, or what the time-out made of it. None while it is undecided.</summary>
    public RecordedOutcome Outcome { get; init; }

    /// <summary>The nonce of the call that raised the event, or null.</summary>
    public string? Nonce { get; init; }

    /// <summary>When the event came or the time was over; null while it is undecided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether an event would still be taken.</summary>
    public bool IsUndecided => State is AwaitedState.Expected or AwaitedState.Open;
}
