namespace TypedTasks.Operations;

/// <summary>A step of a flow, as far as it is recorded.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Status">Where it stands; its history is of the last attempt.</param>
public sealed record StepDetails(string FlowId, StepStatus Status)
{
    /// <summary>The queue that it runs from.</summary>
    public string Queue { get; init; } = "";

    /// <summary>The arguments that it was composed with.</summary>
    public ShownValue? Arguments { get; init; }

    /// <summary>What has arrived at it, while the store has its message: it has failed for good, or was never sent. Null otherwise.</summary>
    public ShownValue? Input { get; init; }

    /// <summary>What it yielded, where the store has it: as a member of a join, or as the end of the flow. Null otherwise.</summary>
    public ShownValue? Result { get; init; }

    /// <summary>What tells its kind of failure from others; null where it has not failed.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The W3C trace that it belongs to, 32 hexadecimal digits; null where nobody knows.</summary>
    public string? TraceId { get; init; }

    /// <summary>The headers that it was given.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
