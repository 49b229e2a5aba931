namespace TypedTasks.Storage;

/// <summary>Reads the history of a flow's steps, in order of path.</summary>
/// <param name="key">The flow.</param>
public sealed class ReadSteps(FlowKey key) : StoreOperation<IReadOnlyList<StepRecord>>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;
}
