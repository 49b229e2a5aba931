namespace TypedTasks.Storage;

/// <summary>Where a join stands; generations of a flow share it. It counts, so that no member has to be counted.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Path">The path of the join.</param>
/// <param name="Count">How many members it has.</param>
/// <param name="IsCompensable">Whether it is to be compensated when it has completed and the flow fails.</param>
public sealed record JoinHeader(string FlowId, string Path, int Count, bool IsCompensable)
{
    /// <summary>How many members have succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many members had ended while the join was open, the one that decided it included.</summary>
    public int Ended { get; init; }

    /// <summary>How many members were recorded, those that a retry has forgotten included: the place of the next one in the order of ends.</summary>
    public int Recorded { get; init; }

    /// <summary>Where it stands.</summary>
    public JoinState State { get; init; }

    /// <summary>The index of the member that decided it; -1 while it is open.</summary>
    public int DecidedBy { get; init; } = -1;

    /// <summary>The ids of the messages that the decision made due.</summary>
    public IReadOnlyList<string> OwedIds { get; init; } = [];
}
