using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>What the store has told of the nodes of an outline.</summary>
internal sealed class OutlineFacts
{
    public Dictionary<string, StepRecord> Steps { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JoinGlance> Joins { get; } = new(StringComparer.Ordinal);

    /// <summary>Waits that are open, by their paths.</summary>
    public Dictionary<string, AwaitedEvent> Waits { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps of the flow that run or are repeated, as far as they were told.</summary>
    public IReadOnlyList<StepRecord> Active { get; set; } = [];
}
