namespace TypedTasks.Storage;

/// <summary>Reads whether a step lies in a cancelled scope.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step.</param>
public sealed record IsCancelled(FlowKey Key, string Path) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
