using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>A running signature, as every message of it knows it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Stored">Whether the store keeps it: it has a handle, a join or a deadline.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="TraceParent">The W3C trace context of whoever started it, or null.</param>
internal sealed record Flow(FlowKey Key, bool Stored, PlanReference Plan, string? TraceParent);
