using System.Collections.Immutable;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Wire;

/// <summary>A running signature, as every message of it knows it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Stored">Whether the store keeps it: it has a handle, a join or a deadline.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="TraceParent">The W3C trace context of whoever started it, or null.</param>
internal sealed record Flow(FlowKey Key, bool Stored, PlanReference Plan, string? TraceParent)
{
    /// <summary>The identity of the store that keeps it; null where nobody has said one.</summary>
    public string? Store { get; init; }

    /// <summary>Whether the store keeps its messages until they are handed off.</summary>
    public bool IsKept { get; init; }

    /// <summary>The plans that tasks returned, by the path that enters them, as far as the message at hand lies in them.</summary>
    public ImmutableDictionary<string, PlanReference> Levels { get; init; } = ImmutableDictionary<string, PlanReference>.Empty;

    /// <summary>The most bytes of a failure that a message carries to its handler; one of more is shortened.</summary>
    public int MaxFailureBytes { get; init; } = int.MaxValue;

    public PlanReference Level(string path) => Levels.TryGetValue(path, out var plan)
        ? plan
        : throw new FlowFormatException($"Flow {Key} has no plan at {path}.");

    /// <summary>Where the store keeps the plan of a level.</summary>
    public static string LevelKey(string path) => Freeing.PlanPrefix + path;
}
