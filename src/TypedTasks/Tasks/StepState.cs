using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Where a step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepState>))]
public enum StepState
{
    /// <summary>Nothing was recorded of it: it has not started, or its history was lost.</summary>
    Unknown = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It has succeeded.</summary>
    Succeeded = 2,

    /// <summary>An attempt failed; another one is scheduled.</summary>
    Retrying = 3,

    /// <summary>It has failed for good.</summary>
    Failed = 4,

    /// <summary>It was settled without running.</summary>
    Cancelled = 5,

    /// <summary>A worker has looked at it and put it off: a rate limit, or a task that it does not know (<see cref="FlowWait"/>).</summary>
    Waiting = 6,
}
