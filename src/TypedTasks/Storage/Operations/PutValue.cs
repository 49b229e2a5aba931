namespace TypedTasks.Storage;

/// <summary>Keeps a value that is too large for a message (claim check), under the path of the step that yielded it; the first one wins.</summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step.</param>
/// <param name="json">UTF-8 JSON.</param>
public sealed class PutValue(FlowKey key, string path, ReadOnlyMemory<byte> json) : StoreOperation
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;

    /// <summary>UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;
}
