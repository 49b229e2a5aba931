namespace TypedTasks.Storage;

/// <summary>Names one run of a flow: replays by an operator raise the generation.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Generation">The generation, from 0.</param>
public readonly record struct FlowKey(string FlowId, int Generation)
{
    /// <summary>
    /// What the message at hand says of the flow's acceptance, for the store to compare; null for whoever speaks for himself, such as a client that cancels. It is
    /// no part of the name: two keys with different seals are equal.
    /// </summary>
    public FlowSeal? Seal { get; init; }

    /// <inheritdoc/>
    public bool Equals(FlowKey other) => Generation == other.Generation && FlowId == other.FlowId;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FlowId, Generation);

    /// <inheritdoc/>
    public override string ToString() => Generation == 0 ? FlowId : $"{FlowId}:{Generation}";
}
