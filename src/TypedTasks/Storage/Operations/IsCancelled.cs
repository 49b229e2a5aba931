namespace TypedTasks.Storage;

/// <summary>Reads whether a step lies in a cancelled scope.</summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step.</param>
public sealed class IsCancelled(FlowKey key, string path) : StoreOperation<bool>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;
}
