namespace TypedTasks.Storage;

/// <summary>Marks a flow as quiet for people to see, or takes the mark back. It decides nothing; a flow that has ended or is in another generation by now is not marked.</summary>
/// <param name="Key">The flow, in the generation that was looked at.</param>
/// <param name="Since">Its last sign; null where it is not quiet any more.</param>
public sealed record MarkQuiet(FlowKey Key, DateTimeOffset? Since) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);
}
