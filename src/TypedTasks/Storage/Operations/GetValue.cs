namespace TypedTasks.Storage;

/// <summary>Reads a value that was put aside; yields null when there is none.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the step that yielded it.</param>
public sealed record GetValue(FlowKey Key, string Path) : StoreOperation<byte[]?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
