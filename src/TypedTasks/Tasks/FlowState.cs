using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Where a flow stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowState>))]
public enum FlowState
{
    /// <summary>The store has never seen it, or no longer keeps it.</summary>
    Unknown = 0,

    /// <summary>It was accepted and has not ended.</summary>
    Running = 1,

    /// <summary>It ended with a result.</summary>
    Succeeded = 2,

    /// <summary>It ended with a failure.</summary>
    Failed = 3,

    /// <summary>It was cancelled.</summary>
    Cancelled = 4,

    /// <summary>It has failed or was cancelled, and what it did is being undone; it ends once that is done.</summary>
    Compensating = 5,
}
