namespace TypedTasks.Storage;

/// <summary>A place in the list of flows: newest first, those accepted at the same moment by id.</summary>
/// <param name="AcceptedAt">When the flow there was accepted.</param>
/// <param name="FlowId">Its id.</param>
public readonly record struct FlowPosition(DateTimeOffset AcceptedAt, string FlowId);
