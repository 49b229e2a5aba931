using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Why a step does not run yet.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WaitReason>))]
public enum WaitReason
{
    /// <summary>Its message is due and no worker has taken it yet, or one has begun so shortly ago that nothing is recorded.</summary>
    Queued = 0,

    /// <summary>What comes before it has not ended (<see cref="FlowWait.Name"/>: its path).</summary>
    Predecessor = 1,

    /// <summary>An attempt has failed; the next one starts at <see cref="FlowWait.Until"/>.</summary>
    Retry = 2,

    /// <summary>It was told to start later (<c>WithDelay</c>, <c>At</c>), at <see cref="FlowWait.Until"/>.</summary>
    Delay = 3,

    /// <summary>Somebody outside has to say something: the event <see cref="FlowWait.Name"/> under <see cref="FlowWait.Key"/>, until <see cref="FlowWait.Until"/> at the latest where the wait has a time-out.</summary>
    Event = 4,

    /// <summary>Its flow stands in line (<c>InTurn</c>) under the key <see cref="FlowWait.Name"/>, at <see cref="FlowWait.Place"/>.</summary>
    Turn = 5,

    /// <summary>As many steps run as may (<c>WithConcurrencyLimit</c>, <c>MaxConcurrency</c>): <see cref="FlowWait.Name"/> is the key, or the task whose own limit it is.</summary>
    ConcurrencyLimit = 6,

    /// <summary>Its task has a rate limit; its start is at <see cref="FlowWait.Until"/>.</summary>
    RateLimit = 7,

    /// <summary>The worker that got it does not know its task: another version, or none. It fails at <see cref="FlowWait.Until"/> unless one that does comes first.</summary>
    UnknownTask = 8,
}
