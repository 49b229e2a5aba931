using System.Text.Json;

namespace TypedTasks.Operations;

/// <summary>Says something to a flow, over HTTP.</summary>
/// <param name="Reason">Why, up to 1,000 characters; it is written down.</param>
/// <param name="Value">What is said.</param>
/// <param name="Key">The key of the wait; null where it has none.</param>
public sealed record EventRequest(string? Reason, JsonElement? Value, string? Key = null);
