namespace TypedTasks.Storage;

/// <summary>Names one run of a flow: replays by an operator raise the generation.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Generation">The generation, from 0.</param>
public readonly record struct FlowKey(string FlowId, int Generation)
{
    /// <inheritdoc/>
    public override string ToString() => Generation == 0 ? FlowId : $"{FlowId}:{Generation}";
}
