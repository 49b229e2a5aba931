using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>What became of an event that was raised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RaiseOutcome>))]
public enum RaiseOutcome
{
    /// <summary>It is recorded: the flow goes on with it, or will once it comes to its wait.</summary>
    Recorded = 0,

    /// <summary>An event was recorded before; the first one stands.</summary>
    AlreadyRaised = 1,

    /// <summary>The time of the wait was over before; what it made of that stands.</summary>
    TimedOut = 2,

    /// <summary>The flow has ended, or is being undone.</summary>
    FlowEnded = 3,

    /// <summary>The part of the flow that waited is over, by a time-out around it, a failure beside it, or another alternative: it does not wait any more.</summary>
    NotAwaited = 4,

    /// <summary>The store does not know the flow.</summary>
    FlowUnknown = 5,

    /// <summary>No flow waits for the event under this key, nor has said that it will.</summary>
    KeyUnknown = 6,

    /// <summary>Several running flows wait for the event under this key: raise it for one of them by its id.</summary>
    KeyAmbiguous = 7,
}
