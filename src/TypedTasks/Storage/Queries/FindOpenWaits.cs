namespace TypedTasks.Storage;

/// <summary>Finds waits that are open, of flows that run: the oldest first, then by flow, event and key (ordinal). Those opened by a version that kept no time of it come first.</summary>
/// <param name="FlowId">Only those of this flow; null for all.</param>
/// <param name="Event">The name of the event; null for all.</param>
/// <param name="After">The last wait of the page before, or null.</param>
/// <param name="Limit">How many at most.</param>
public sealed record FindOpenWaits(string? FlowId, string? Event, WaitPosition? After, int Limit) : StoreQuery<IReadOnlyList<AwaitedEvent>>;
