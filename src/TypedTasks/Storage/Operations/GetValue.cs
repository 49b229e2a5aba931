namespace TypedTasks.Storage;

/// <summary>Reads a value that was put aside; yields null when there is none.</summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step that yielded it.</param>
public sealed class GetValue(FlowKey key, string path) : StoreOperation<byte[]?>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;
}
