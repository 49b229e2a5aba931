using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Why a dead letter was not sent again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplaySkip>))]
public enum ReplaySkip
{
    /// <summary>Its flow has ended and is not retried; the letter was removed.</summary>
    FlowEnded = 0,

    /// <summary>Its flow was retried before, with the message of this letter where it needed it; the letter was removed.</summary>
    FlowRetried = 1,

    /// <summary>Its flow still runs: once a worker has seen the letter the flow fails, or goes on without it. The letter stays.</summary>
    FlowRunning = 2,

    /// <summary>The message says that the store has its flow, but the store does not know it. The letter stays.</summary>
    FlowUnknown = 3,

    /// <summary>It belongs to a side branch, a compensation or a time-out, which no retry repeats. The letter stays.</summary>
    NotRepeated = 4,

    /// <summary>It is no message of a flow, or one that this version cannot read. The letter stays.</summary>
    Unreadable = 5,

    /// <summary>The lock on it was lost, or another process had it. The letter stays, or was dealt with by that process.</summary>
    NotHeld = 6,

    /// <summary>Its flow has failed and something of it was undone, so it is not retried (<see cref="ITaskClient.StartAgainAsync"/>); the letter was removed.</summary>
    FlowUndone = 7,

    /// <summary>
    /// Its flow has failed, and another one holds its unique key; the letter was removed. The store has its message: <see cref="ITaskClient.RetryAsync"/> sends it
    /// once that one has ended.
    /// </summary>
    KeyHeld = 8,
}
