namespace TypedTasks.Storage;

/// <summary>Keeps a value that is too large for a message (claim check), under the path of the step that yielded it; the first one wins.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step.</param>
/// <param name="Json">UTF-8 JSON.</param>
public sealed record PutValue(FlowKey Key, string Path, ReadOnlyMemory<byte> Json) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
