namespace TypedTasks;

/// <summary>What a step, or a place where a flow waits for an event, waits for. As JSON the reason is text.</summary>
/// <param name="Path">Its path in the plan; empty when the flow is this one step.</param>
/// <param name="Reason">Why it does not run, or the flow does not go on there.</param>
public sealed record FlowWait(string Path, WaitReason Reason)
{
    /// <summary>What it waits for, by name, as the reason says; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The key of the event, or null.</summary>
    public string? Key { get; init; }

    /// <summary>Until when, by the clock of whoever has sent it; null where nobody knows.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Its place in line, from 1, or null.</summary>
    public int? Place { get; init; }
}
