namespace TypedTasks;

/// <summary>What a signed link says.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Labels">The answers that it offers, in the order in which they were given.</param>
/// <param name="ExpiresAt">When it is worth nothing any more.</param>
/// <param name="IsExpired">Whether that is over.</param>
public sealed record EventLink(string FlowId, string Event, IReadOnlyList<string> Labels, DateTimeOffset ExpiresAt, bool IsExpired);
