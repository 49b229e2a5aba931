namespace TypedTasks.Operations;

/// <summary>Where a node of a flow stands, as far as it is recorded.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<OutlineState>))]
public enum OutlineState
{
    /// <summary>Nothing of it has begun, as far as is known.</summary>
    NotStarted = 0,

    /// <summary>It waits for an event.</summary>
    Waiting = 1,

    /// <summary>Something of it runs, or is on its way.</summary>
    Running = 2,

    /// <summary>An attempt has failed; another one is scheduled.</summary>
    Retrying = 3,

    /// <summary>It has succeeded.</summary>
    Succeeded = 4,

    /// <summary>It has failed.</summary>
    Failed = 5,

    /// <summary>It was settled without running.</summary>
    Cancelled = 6,
}
