namespace TypedTasks.Storage;

/// <summary>A place in the list of flows: newest first, those accepted at the same moment in falling order of id (ordinal).</summary>
/// <param name="AcceptedAt">When the flow there was accepted.</param>
/// <param name="FlowId">Its id.</param>
public readonly record struct FlowPosition(DateTimeOffset AcceptedAt, string FlowId)
{
    /// <summary>Whether a flow comes after this place.</summary>
    /// <param name="flow">The flow.</param>
    public bool Precedes(FlowRecord flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.AcceptedAt < AcceptedAt || (flow.AcceptedAt == AcceptedAt && string.CompareOrdinal(flow.Key.FlowId, FlowId) < 0);
    }
}
