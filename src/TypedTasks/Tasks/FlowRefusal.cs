using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>Why a flow is not run again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowRefusal>))]
public enum FlowRefusal
{
    /// <summary>The store does not know the flow.</summary>
    NotFound = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It has failed or was cancelled, and its compensations run.</summary>
    Compensating = 2,

    /// <summary>It has succeeded, so nothing of it can be retried.</summary>
    Succeeded = 3,

    /// <summary>It was cancelled, and a cancelled flow is not retried.</summary>
    Cancelled = 4,

    /// <summary>Something of it was undone, because a step with a compensation had succeeded, so it cannot go on from where it failed.</summary>
    Undone = 5,

    /// <summary>Another flow holds its unique key.</summary>
    KeyHeld = 6,

    /// <summary>Another call has retried it meanwhile, and it has failed again.</summary>
    RetriedMeanwhile = 7,

    /// <summary>Its messages are gone with a broker that kept nothing, so there is nothing to go on with.</summary>
    MessagesLost = 8,
}
